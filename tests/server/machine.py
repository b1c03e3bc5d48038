"""machine.py FOLDER PORT PORT: what ssh runs on a machine of the tests.

All of these machines are one machine, so what is sent to them is read with other values for its folder, ports and nginx.
"""

import os
import subprocess
import sys

folder, *ports = sys.argv[1:]
values = {
    b"declare -- SERVER_DIRECTORY=": f'declare -- SERVER_DIRECTORY="{folder}/weather"\n',
    b"declare -- SERVER_PROXY=": f'declare -- SERVER_PROXY="{folder}/conf.d/weather.conf"\n',
    b"declare -a SERVER_PORTS=": f"declare -a SERVER_PORTS=({' '.join(ports)})\n",
}
if os.environ.get("SSH_ORIGINAL_COMMAND") != "bash -s":
    sys.exit(f"this is not what the machine is asked for: {os.environ.get('SSH_ORIGINAL_COMMAND')}")
path = f"{folder}/bin:{os.environ['PATH']}"
bash = subprocess.Popen(["bash", "-s"], stdin=subprocess.PIPE, env={**os.environ, "PATH": path})
script = sys.stdin.buffer
try:
    for line in script:
        for name, value in values.items():
            if line.startswith(name):
                line = value.encode()
        bash.stdin.write(line)
        if line == b"{\n":
            break
    while block := script.read1(65536):
        bash.stdin.write(block)
    bash.stdin.close()
except BrokenPipeError:
    pass
sys.exit(bash.wait())

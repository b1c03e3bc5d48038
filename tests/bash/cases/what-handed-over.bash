# The commit is the one that was pushed, also if the branch has moved on since.
export GITHUB_EVENT_NAME=workflow_dispatch GITHUB_ACTOR="github-actions[bot]" STARTED_BY_RUN=41 TARGET=dev-int BRANCH=main
given branch main dddddddddddddddddddddddddddddddddddddddd
given run 41 actor=dora event=push workflow=deploy.yml branch=main sha=cccccccccccccccccccccccccccccccccccccccc
when what_to_build
expect prints "main cccccccccccccccccccccccccccccccccccccccc"

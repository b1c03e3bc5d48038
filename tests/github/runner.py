"""What a test's own runner and GitHub tell each other (tests/runner): which jobs wait, which runs are to stop, what was started."""


class Runner:
    def __init__(self):
        super().__init__()
        self.has_runner, self.stopping = False, []

    def given_runner(self):
        """Runs really run: a run ends when its runner says so, and not when somebody cancels it or says no."""
        self.has_runner = True

    def given_progress(self, number, **now):
        """status=, conclusion=, title= of a run, as they are from now on."""
        self.runs[int(number)].update(now)

    def given_entered(self, run, environment):
        """A job of the run entered the environment: GitHub keeps a record of its own of that."""
        self.automatic(int(run), self.used_environment(environment)["name"])

    def given_no_token(self, token):
        """A job's token dies with the job."""
        del self.tokens[token]

    def progress(self):
        waiting = [job for run in self.runs for job in self.still_waiting(run)]
        return {"stopping": self.stopping, "dispatched": self.dispatched, "jobs": [
            {"run": job["run"], "environment": job["environment"],
             "verdict": "rejected" if job.get("rejected") else "waiting" if job in waiting else "free"} for job in self.waiting]}

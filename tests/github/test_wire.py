"""Pages, faults, and what the server itself takes and refuses."""

import http.client
import inspect
import time
import unittest

from client import Case


class Pages(Case):
    def test_a_list_is_cut_however_much_is_asked_for(self):
        self.given(["page", 2], *(["branch", f"b{number}"] for number in range(5)))
        first = self.ask("GET", "branches?per_page=100")
        self.assertEqual(len(first.body), 2)
        path = first.next.partition(f"/{self.world}")[2]
        second = self.ask("GET", path)
        third = self.ask("GET", second.next.partition(f"/{self.world}")[2])
        self.assertEqual([each["name"] for page in (first, second, third) for each in page.body], ["b0", "b1", "b2", "b3", "b4", "main"])
        self.assertIsNone(third.next)
        self.assertIn('rel="prev"', third.headers["Link"])


    def test_a_page_that_is_no_number(self):
        for query in ("per_page=0", "per_page=x", "page=-1", "page="):
            self.assertEqual(len(self.get(f"branches?{query}")), 1)

    def test_a_name_with_a_slash_stays_one_part(self):
        self.given(["page", 2], ["environment", "eu/prod"], *(["secret", f"S{number}", "eu/prod"] for number in range(3)))
        first = self.ask("GET", "environments/eu%2Fprod/secrets")
        self.assertEqual(len(self.get(first.next.partition(f"/{self.world}")[2])["secrets"]), 1)


class Faults(Case):
    def broken(self, *fault, path="branches"):
        self.given(["no_fault"], ["fault", *fault])
        return self.ask("GET", path)

    def test_a_status_so_many_times(self):
        self.given(["fault", "503", 2, "GET", "branches"])
        self.assertEqual([self.ask("GET", "branches").status for _ in range(3)], [503, 503, 200])

    def test_the_nth_request(self):
        self.given(["fault", "500", 1, "GET", "branches", "nth=3"])
        self.assertEqual([self.ask("GET", path).status for path in ("branches", "tags", "branches", "branches", "branches")],
                         [200, 200, 200, 500, 200])

    def test_limits(self):
        limit = self.broken("limit", 1, "GET", "branches", "seconds=60")
        self.assertEqual((limit.status, limit.headers["X-RateLimit-Remaining"]), (403, "0"))
        self.assertAlmostEqual(int(limit.headers["X-RateLimit-Reset"]), time.time() + 60, delta=5)
        for kind, status in (("abuse", 403), ("secondary", 403), ("429", 429)):
            answer = self.broken(kind, 1, "GET", "branches", "seconds=7")
            self.assertEqual((answer.status, answer.headers["Retry-After"]), (status, "7"))

    def test_slow_holds_up_nobody_else(self):
        self.given(["fault", "slow", 1, "GET", "branches", "seconds=0.3"])
        started = time.monotonic()
        self.assertEqual(self.ask("GET", "branches").status, 200)
        self.assertGreater(time.monotonic() - started, 0.25)

    def test_cut_before_and_after(self):
        self.given(["person", "ann"])
        for kind, there in (("cut", 404), ("lost", 200)):
            self.given(["fault", kind, 1, "PUT", "environments"])
            with self.assertRaises((http.client.RemoteDisconnected, ConnectionError)):
                self.ask("PUT", "environments/prod", {})
            self.assertEqual(self.ask("GET", "environments/prod").status, there)

    def test_what_is_no_json(self):
        with self.assertRaises(ValueError):
            self.broken("malformed", 1, "GET", "branches")
        self.assertTrue(self.broken("page", 1, "GET", "branches").body.startswith(b"<html>"))


class Later(Case):
    def test_somebody_else_in_the_middle(self):
        self.given(["environment", "prod"], ["after", 2, "GET", "environments/prod$", "no_environment", "prod"],
                   ["after", 1, "PUT", "environments/new", "environment", "new", "wait=7"])
        self.assertEqual([self.ask("GET", "environments/prod").status for _ in range(3)], [200, 200, 404])
        self.assertEqual(self.refused(200, "PUT", "environments/new", {}).body["protection_rules"], [])
        self.assertEqual(self.get("environments/new")["protection_rules"][0]["wait_timer"], 7)


class Server(Case):
    def test_a_fact_that_nobody_understands_is_said(self):
        for fact in (["environmnt", "prod"], ["environment", "prod", "reviewer=ann"], ["repository", "o/r", "colour=red"]):
            self.assertEqual(self.send("PUT", f"/{self.world}/_given", [fact]).status, 422)

    def test_a_request_that_github_cannot_read(self):
        headers = {"Authorization": "Bearer ada", "X-GitHub-Api-Version": "2022-11-28"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request("PUT", f"/{self.world}/repos/o/r/environments/prod", "{", headers)
        self.assertEqual(connection.getresponse().status, 400)
        connection.close()
        self.assertEqual(self.send("GET", f"/{self.world}/repos/o/r", headers={"Authorization": "Bearer ada"}).status, 400)

    def test_a_body_that_says_too_little(self):
        self.assertEqual(self.refused(422, "POST", "releases", {"prerelease": True}).body["errors"][0]["field"], "tag_name")
        self.refused(422, "POST", "deployments", {"auto_merge": False, "required_contexts": []})
        self.refused(400, "PUT", "environments/prod", ["no object"])
        self.refused(200, "PUT", "environments/prod")

    def test_requests_are_kept_without_their_token(self):
        self.get("branches?per_page=5", who="rosa")
        request = self.send("GET", f"/{self.world}/_requests").body[-1]
        self.assertEqual(request, {"method": "GET", "path": "/repos/o/r/branches", "query": {"per_page": "5"}, "authorized": True,
                                   "login": "rosa", "body": None})

    def test_no_topic_takes_a_name_of_another(self):
        from world import World
        topics = [vars(topic) for topic in World.__mro__[:-1]]
        names = [name for topic in topics for name, value in topic.items() if inspect.isfunction(value) and name != "__init__"]
        self.assertEqual([name for name in set(names) if names.count(name) > 1], [])


if __name__ == "__main__":
    unittest.main()

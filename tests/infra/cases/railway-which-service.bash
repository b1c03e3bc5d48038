# A project with several services has to say which are deployed.
platform '{services: {"svc-1": "web", "svc-2": "worker"}}'
deploy
expect refuses 'the project has 2 services (web, worker); name those that are deployed with: services'

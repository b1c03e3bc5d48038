given branch "release/v2.0.0" cccccccccccccccccccccccccccccccccccccccc
when commit_of_branch release/v2.0.0
expect prints cccccccccccccccccccccccccccccccccccccccc

# Whatever git allows in a name arrives at GitHub as it is.
given branch 'fix/100%-ünder&co#1' cccccccccccccccccccccccccccccccccccccccc
when commit_of_branch 'fix/100%-ünder&co#1'
expect prints cccccccccccccccccccccccccccccccccccccccc

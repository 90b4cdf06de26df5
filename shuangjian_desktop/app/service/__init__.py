"""课后服务 in the school file: what a plan holds, what a day has of it, what a planner is asked."""

"""What pages and printouts read: functions that return values shaped for one reader."""

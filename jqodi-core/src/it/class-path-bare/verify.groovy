String log = new File(basedir, "build.log").text
assert log.contains("planned: OPTIMAL model at 4 bits") || log.contains("planned: OPTIMAL model at 8 bits")
return true

"""Plans within Python's own process, by JPype (pip install JPype1).

    python3 plan_by_jpype.py SCENARIO.json jqodi.jar [MORE.jar ...]

Calls the classes that Java programs call; a plan takes milliseconds, since no JVM is started for each.
"""
import sys


def main(scenario_file, *jars):
    try:
        import jpype
    except ImportError:
        print("JPype is not installed; pip install JPype1", file=sys.stderr)
        return 77
    jpype.startJVM(classpath=list(jars))
    planner = jpype.JClass("io.github.jqodi.Planner").create()
    scenario_json = jpype.JClass("io.github.jqodi.json.ScenarioJson")
    path = jpype.JClass("java.nio.file.Path").of(scenario_file)
    problem = scenario_json.read(path)
    for factor in (1.0, 1.5, 2.0):
        deadline = problem.scenario().target().deadlineSeconds() * factor
        result = planner.plan(problem.withDeadlineSeconds(deadline))
        plan = result.plan()
        print(f"{deadline:g} s: {result.status()}" + (f", {plan.get().objective():.6g} J" if plan.isPresent() else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

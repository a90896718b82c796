"""Plans a sweep of deadlines through files: scenarios as JSON lines in, plans as JSON lines out.

    python3 sweep_by_files.py SCENARIO.json FIRST LAST COUNT java -jar jqodi.jar

Needs nothing but Python's own library. One process plans all lines, on all processors.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main(scenario_file, first, last, count, *jqodi):
    scenario = json.loads(Path(scenario_file).read_text(encoding="utf-8"))
    first, last, count = float(first), float(last), int(count)
    deadlines = [first + (last - first) * i / (count - 1) for i in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        lines, plans = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        with lines.open("w", encoding="utf-8") as out:
            for deadline in deadlines:
                scenario["target"]["deadlineSeconds"] = deadline
                out.write(json.dumps(scenario) + "\n")
        subprocess.run([*jqodi, "batch", str(lines), str(plans)], check=True)
        answers = [json.loads(line) for line in plans.read_text(encoding="utf-8").splitlines()]
    for deadline, answer in zip(deadlines, answers):
        if "error" in answer:
            print(f"{deadline:g} s: {answer['error']}")
        elif "decision" in answer:
            print(f"{deadline:g} s: {answer['decision']['model']}, {answer['objective']['value']:.6g} J")
        else:
            print(f"{deadline:g} s: {answer['status']}")


if __name__ == "__main__":
    main(*sys.argv[1:])

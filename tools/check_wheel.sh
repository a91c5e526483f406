#!/usr/bin/env bash
# Builds the wheel, installs it alone in a fresh environment, and reads one example with it from outside the checkout.
# Usage: tools/check_wheel.sh [PYTHON], a Python that has `build` and `hatchling`.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=${1:-$root/.venv/bin/python}
case $python in /*) ;; */*) python=$(pwd)/$python ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m build --wheel --no-isolation --outdir "$work/dist" "$root" >"$work/build.log" 2>&1 || {
	cat "$work/build.log" >&2
	exit 1
}
wheel=$(echo "$work"/dist/marsad-*.whl)
echo "built $(basename "$wheel"), $(($(wc -c <"$wheel") / 1024)) KiB"

# The page is built by npm; where that is missing, the wheel lacks it and says so.
page=marsad/views/desk/static/index.html
held=$("$python" -m zipfile -l "$wheel") # whole, since grep would close the pipe
if grep -q "$page" <<<"$held"; then
	echo "the wheel carries the web page"
elif command -v npm >/dev/null; then
	echo "the wheel lacks the web page: build it first, with make desk" >&2
	exit 1
else
	echo "skipped: the web page, which needs npm to be built and is not in this wheel"
fi

# The locked versions, without hashes and without what only developers need: pip takes what the wheel asks for.
sed -nE 's/^([A-Za-z0-9._-]+==[^ \\]+( ;[^\\]*)?).*/\1/p' "$root/requirements.lock" >"$work/pins.txt"
# A path of its own, so that nothing installed for the checkout is seen.
"$python" -m venv "$work/venv"
env -u PYTHONPATH "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check -c "$work/pins.txt" "$wheel"
"$work/venv/bin/python" -m pip check

example=$(find "$root/examples" -name '*.txt' -type f | LC_ALL=C sort | head -n 1)
[ -n "$example" ] || { echo "no example to read in $root/examples" >&2; exit 1; }
cp "$example" "$work/example.txt"
cd "$work"
export -n PYTHONPATH
marsad=$work/venv/bin/marsad
"$marsad" --help >help.txt
grep -q 'Usage: marsad' help.txt
"$marsad" schema >schema.json
"$marsad" read example.txt --json >line.jsonl
"$python" - schema.json line.jsonl <<'CHECK'
import json
import sys

from jsonschema import Draft202012Validator

schema, line = (json.loads(open(name, encoding="utf-8").read()) for name in sys.argv[1:])
Draft202012Validator(schema).validate(line)
assert "error" not in line, line["error"]
assert line["events"], "the example tells acts, the wheel printed none"
print(f"the wheel alone reads {line['report']['id']}: {len(line['events'])} events, all by the schema")
CHECK

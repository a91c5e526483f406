#!/usr/bin/env bash
# The story of one campaign: forty reports into a fresh ledger, then what the ledger says. Usage: tools/demo.sh [FOLDER OF PROGRAMS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=${1:-.venv/bin}
ledger=.work/demo/campaign.db
export COLUMNS=${COLUMNS:-110}

step() {
	printf '\n=== %s\n    $ marsad %s\n\n' "$1" "${*:2}"
	"$bin/marsad" "${@:2}"
}

rm -rf .work/demo
mkdir -p .work/demo
step 'Forty reports go in' add examples/campaign/reports --ledger "$ledger" >.work/demo/add.txt || { cat .work/demo/add.txt >&2; exit 1; }
sed -n '1,8p;$p' .work/demo/add.txt
printf '\n=== The desk decides: examples/campaign/decisions.json\n\n'
"$bin/python" tools/apply_decisions.py examples/campaign/decisions.json "$ledger"
step 'What the ledger holds' stats --ledger "$ledger"
step 'Rival tolls: Manbij, January 2019' incidents --ledger "$ledger" --place Manbij --since 2019-01-16 --until 2019-01-16
step 'Rival tolls: Hajin, the bombings of 15 December 2018' incidents --ledger "$ledger" --place Hajin --kind suicide-attack
step 'Rival tolls: Raqqa, April 2019' incidents --ledger "$ledger" --place Raqqa --since 2019-04-09 --until 2019-04-09
step 'Who held Hajin, and who says so' control Hajin --ledger "$ledger"
step 'What was foretold and has come out' forecasts --ledger "$ledger" --resolved
step 'Who foretold how well' forecasts scores --ledger "$ledger"
printf '\nThe ledger is %s; try: marsad search ambush --ledger %s\n' "$ledger" "$ledger"

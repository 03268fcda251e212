#!/usr/bin/env bash
# Checks the model of the protocol's core: `short` (the default) in seconds, `long` the table of README.md, `run <switches>` one
# configuration, `break <switches>` one that must fail, `cycles <switches>` one for cycles, `clock <what> <switches>` and
# `rev <what> <switches>` the same with one of the small models, what being holds or fails. Ends with 0 if all is as expected, 1 if not, 3 if it could not be checked at all.
set -euo pipefail
cd "$(dirname "$0")"

readonly NOT_CHECKED=3
readonly MEGABYTES=${MODEL_MEGABYTES:-4000} SECONDS_EACH=${MODEL_SECONDS:-300}

for tool in spin gcc; do
	if ! command -v "$tool" > /dev/null; then
		echo "The model was not checked: '$tool' is missing. On Debian, as root: apt-get install spin gcc" >&2
		exit "$NOT_CHECKED"
	fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
model=rollingops

# search <compiler's option> <switches>: leaves pan's report in $work/out.
search() {
	local option=$1 switches=()
	shift
	for switch in "$@"; do switches+=("-D$switch"); done
	rm -f "$work"/pan* "$work"/out
	cp "$model.pml" "$work"
	(cd "$work" && spin "${switches[@]}" -a "$model.pml" > spin.out && gcc -w $option -DMEMLIM="$MEGABYTES" -o pan pan.c) \
		|| { cat "$work/spin.out" >&2; exit 1; }
	(cd "$work" && timeout "$SECONDS_EACH" nice -n 19 ./pan -m1000000 -E ${PAN_OPTIONS:-} > out 2>&1) || true
}

found() {
	sed -n "s/.*$1.*/\1/p" "$work/out" | head -1
}

# Whatever is no clean end is no pass: out of memory, out of time, not deep enough.
report() {
	local verdict=$1 expected=$2 title=''
	[[ $model == rollingops ]] || title="$model: "
	shift 2
	printf '%-10s %12s states, depth %4s, %6s s   %s\n' "$verdict" "$(found ' \([0-9.e+]*\) states, stored')" \
		"$(found 'depth reached \([0-9]*\)')" "$(found 'elapsed time \([0-9.]*\)')" "$title$*"
	[[ $verdict != violated ]] || echo "           $(found 'pan:1: \(.*\)' | tr -s '() ' ' ' | cut -c -100)"
	[[ $verdict == "$expected" ]] || { status=1; grep -E 'pan:|error:' "$work/out" | cut -c -200 >&2 || true; }
}

verdict() {
	if grep -q 'pan:1: ' "$work/out"; then
		echo violated
	elif grep -q 'errors: 0' "$work/out" && ! grep -qE 'too small|out of memory|interrupted|not completed' "$work/out"; then
		echo holds
	else
		echo unfinished
	fi
}

holds() {
	search "-O${OPTIMIZE:-0} -DSAFETY" "$@"
	report "$(verdict)" holds "$@"
}

# Breadth first: the first error is a shortest one.
fails() {
	search "-O${OPTIMIZE:-0} -DSAFETY -DBFS" "$@"
	report "$(verdict)" violated "$@"
}

# No cycle of steps at all, so that what comes to rest well has also come to rest.
rests() {
	PAN_OPTIONS=-l search "-O${OPTIMIZE:-0} -DNP" "$@"
	report "$(verdict)" holds "no cycle: $*"
}

circles() {
	PAN_OPTIONS=-l search "-O${OPTIMIZE:-0} -DNP" "$@"
	report "$(verdict)" violated "no cycle: $*"
}

proves() {
	PAN_OPTIONS='-a -f' search "-O${OPTIMIZE:-0} -DNFAIR=4" "$@" LTL
	report "$(verdict)" holds "LTL, weakly fair: $*"
}

# The same of the small models.
clock() {
	local model=clock
	OPTIMIZE=0 "$@"
}

rev() {
	local model=rev
	OPTIMIZE=0 "$@"
}

short() {
	holds OPS0=2 MAXF=1 P4 REMOVE
	fails OPS0=2 MAXF=1 REMOVE FINHEAD
	clock holds RARE
	clock fails RARE NOCAP
}

long() {
	short
	while read -r what switches; do
		# shellcheck disable=SC2086
		[[ -z $what ]] || OPTIMIZE=1 "$what" $switches
	done < table.txt
}

case ${1:-short} in
	short | long) "${1:-short}" ;;
	run) holds "${@:2}" ;;
	cycles) rests "${@:2}" ;;
	break) fails "${@:2}" ;;
	clock | rev) "$@" ;;
	*) echo "usage: check.sh [short|long|run|break|cycles|clock <what>|rev <what>] [<switches>]" >&2; exit 2 ;;
esac
exit "$status"

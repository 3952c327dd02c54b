# Functions of scripts/test: run a suite, count what passed, failed and was skipped.

passed=0
failed=0
skipped=0
skipped_names=()
other_skips=() # for another reason than that the corpus is missing

# remember_other_skips REPORT…: the cases of JUnit reports that were skipped and say nothing of the corpus.
remember_other_skips() {
    mapfile -t -O "${#other_skips[@]}" other_skips < <(python3 - "$@" <<'PYTHON'
import sys
import xml.etree.ElementTree as tree
for path in sys.argv[1:]:
    for case in tree.parse(path).getroot().iter("testcase"):
        reason = [text for part in case.iter() for text in (part.get("message", ""), part.text or "")]
        if case.find("skipped") is not None and "corpus" not in " ".join(reason):
            print(case.get("classname"), case.get("name"))
PYTHON
    )
}

# skip_suite TITLE NAME REASON: a suite that cannot run here at all.
skip_suite() {
    echo "$1: skipped, $3"
    skipped=$((skipped + 1))
    skipped_names+=("$2")
    other_skips+=("$2")
}

# ensure_locale NAME: makes the locale when the system does not have it and we may.
ensure_locale() {
    if ! locale -a 2>/dev/null | grep -qiE "^${1/UTF-8/utf-?8}$"; then
        localedef -i "${1%%.*}" -f UTF-8 "$1" 2>/dev/null || sudo localedef -i "${1%%.*}" -f UTF-8 "$1" || true
    fi
    if ! locale -a 2>/dev/null | grep -qiE "^${1/UTF-8/utf-?8}$"; then
        echo "The locale $1 is not there and cannot be made: its suite would prove nothing." >&2
        failed=$((failed + 1))
    fi
}

# run_ctest TITLE BUILD_FOLDER VARIABLE=VALUE [OPTION_OF_CTEST…]: counts from CTest's JUnit report.
run_ctest() {
    local title=$1 folder=$2 variable=$3 started=$SECONDS
    shift 3
    local report="$PWD/$folder/junit.xml" status=0
    rm -f "$report"
    env "$variable" ctest --test-dir "$folder" --output-on-failure --output-junit "$report" -j 2 "$@" >"$folder/ctest.log" 2>&1 || status=$?
    if [[ $status -ne 0 ]]; then
        grep -vE '^ *[0-9]+/[0-9]+ Test +#.*(Passed|\*\*\*Skipped)|^ +Start +[0-9]+:' "$folder/ctest.log" || true
    fi
    if [[ ! -s "$report" ]]; then
        echo "$title: no report was written" >&2
        failed=$((failed + 1))
        return
    fi
    local attributes
    attributes=$(grep -m 1 -A 6 '<testsuite ' "$report" | tr '\n' ' ')
    local tests failures skips
    tests=$(sed -E 's/.*[[:space:]]tests="([0-9]+)".*/\1/' <<<"$attributes")
    failures=$(sed -E 's/.*failures="([0-9]+)".*/\1/' <<<"$attributes")
    skips=$(sed -E 's/.*skipped="([0-9]+)".*/\1/' <<<"$attributes")
    echo "$title: $((tests - failures - skips)) passed, $failures failed, $skips skipped in $((SECONDS - started)) s"
    if [[ $skips -gt 0 ]]; then
        mapfile -t -O "${#skipped_names[@]}" skipped_names < <(
            grep -E '\*\*\*Skipped' "$folder/ctest.log" | sed -E 's/.*Test +#[0-9]+: ([^ ]+).*/\1/')
        remember_other_skips "$report"
    fi
    passed=$((passed + tests - failures - skips))
    failed=$((failed + failures))
    skipped=$((skipped + skips))
    # CTest counts a test whose program is missing as skipped: its own exit status knows better.
    if [[ $tests -eq 0 || ($status -ne 0 && $failures -eq 0) ]]; then
        echo "$title: the suite did not run as a whole" >&2
        failed=$((failed + 1))
    fi
}

# run_suites TITLE BUILD_FOLDER VARIABLE=VALUE SUITE…: the GoogleTest programs, each as one process a half, two halves at
# once. Every case in a process of its own (run_ctest) is surer, but takes twice as long: once is enough.
run_suites() {
    local title=$1 folder=$2 variable=$3 started=$SECONDS suite half
    shift 3
    local reports="$folder/suites"
    rm -rf "$reports"
    mkdir -p "$reports"
    for half in 0 1; do
        for suite in "$@"; do
            env "$variable" QT_QPA_PLATFORM=offscreen GTEST_TOTAL_SHARDS=2 GTEST_SHARD_INDEX="$half" timeout 900 \
                "$folder/tests/$suite" --gtest_brief=1 --gtest_output="xml:$reports/$suite.$half.xml" \
                >"$reports/$suite.$half.log" 2>&1 || echo "exit status $?" >>"$reports/$suite.$half.log"
        done &
    done
    wait
    local report tests=0 failures=0 skips=0 broken=0
    for suite in "$@"; do
        for half in 0 1; do
            report="$reports/$suite.$half"
            if [[ ! -s "$report.xml" ]]; then
                echo "$title: $suite did not end" >&2
                broken=$((broken + 1))
            fi
            if [[ ! -s "$report.xml" ]] || grep -q '^exit status' "$report.log"; then
                tail -n 100 "$report.log"
            fi
            [[ -s "$report.xml" ]] || continue
            tests=$((tests + $(grep -c '<testcase ' "$report.xml" || true)))
            skips=$((skips + $(grep -c 'result="skipped"' "$report.xml" || true)))
            failures=$((failures + $(grep -m 1 -oE 'failures="[0-9]+"' "$report.xml" | grep -oE '[0-9]+')))
            if grep -q '^exit status' "$report.log" && grep -qE -m 1 '<testsuites .*failures="0"' "$report.xml"; then
                echo "$title: $suite failed after its last test" >&2
                broken=$((broken + 1))
            fi
        done
    done
    echo "$title: $((tests - failures - skips)) passed, $((failures + broken)) failed, $skips skipped in $((SECONDS - started)) s"
    passed=$((passed + tests - failures - skips))
    failed=$((failed + failures + broken))
    skipped=$((skipped + skips))
    if [[ $skips -gt 0 ]]; then
        skipped_names+=("$title")
        remember_other_skips "$reports"/*.xml
    fi
}

# run_interop: the Python tests in a virtual environment under build/; skipped where PyPI cannot be reached. Two files at
# once: further environments belong to one file each.
run_interop() {
    local venv="$PWD/build/interop-venv" report="$PWD/build/interop-junit.xml"
    if ! { [[ -x "$venv/bin/python" ]] || python3 -m venv "$venv"; } ||
        ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r tests/interop/requirements.txt; then
        skip_suite interoperability interop "the Python packages cannot be installed here"
        return
    fi
    rm -f "$report"
    AURORA_PROGRAM="$PWD/build/release/aurora-cycler-manager" "$venv/bin/python" -m pytest -q -p no:cacheprovider \
        -n 2 --dist loadfile --junit-xml="$report" tests/interop || true
    if [[ ! -s "$report" ]]; then
        echo "interoperability: no report was written" >&2
        failed=$((failed + 1))
        return
    fi
    count_pytest interoperability "$venv/bin/python" "$report" interop
}

# run_integration: the command line against a real sshd and a real tomato in a virtual environment under build/; skipped
# where PyPI cannot be reached or no Python that tomato runs on is there. Two labs at once: most of the time is waiting.
run_integration() {
    local venv="$PWD/build/lab-venv" report="$PWD/build/integration-junit.xml" started=$SECONDS
    if ! ensure_lab "$venv"; then
        skip_suite integration integration "tomato cannot be installed here"
        return
    fi
    rm -f "$report"
    AURORA_PROGRAM="$PWD/build/release/aurora-cycler-manager" "$venv/bin/python" -m pytest -q -p no:cacheprovider \
        -n 2 --dist loadfile --junit-xml="$report" tests/integration || true
    if [[ ! -s "$report" ]]; then
        echo "integration: no report was written" >&2
        failed=$((failed + 1))
        return
    fi
    count_pytest "integration" "$venv/bin/python" "$report" integration
    echo "integration: $((SECONDS - started)) s"
}

# ensure_lab VENV: makes the environment once and keeps it for as long as its requirements are the same.
ensure_lab() {
    local venv=$1 wanted=tests/integration/requirements.txt python
    if cmp -s "$wanted" "$venv/requirements.txt"; then
        return 0
    fi
    for python in python3 python3.12 python3.11 python3.10 python3.9; do
        if "$python" -c 'import sys; sys.exit(not (3, 9) <= sys.version_info < (3, 13))' 2>/dev/null; then
            "$python" -m venv "$venv" &&
                "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted" &&
                cp "$wanted" "$venv/requirements.txt"
            return
        fi
    done
    return 1
}

# count_pytest TITLE PYTHON REPORT NAME: adds what pytest's JUnit report counts.
count_pytest() {
    local tests failures errors skips
    read -r tests failures errors skips < <("$2" - "$3" <<'PYTHON'
import sys
import xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).getroot().find("testsuite")
print(*(suite.get(key) for key in ("tests", "failures", "errors", "skipped")))
PYTHON
    )
    echo "$1: $((tests - failures - errors - skips)) passed, $((failures + errors)) failed, $skips skipped"
    passed=$((passed + tests - failures - errors - skips))
    failed=$((failed + failures + errors))
    skipped=$((skipped + skips))
    if [[ $skips -gt 0 ]]; then
        skipped_names+=("$4")
        remember_other_skips "$3"
    fi
}

# start_fuzz SECONDS: every seed of every harness of libFuzzer must be read, then each searches for so long. The search
# begins at the same place every time, so that most of it repeats. It goes on in the background, in a session of its own
# that ends with this one: the integration tests, which mostly wait for servers, leave it nearly all of the processors.
start_fuzz() {
    scripts/fuzz --build
    setsid nice -n 5 scripts/fuzz --seed 1 "$1" >build/fuzz.log 2>&1 &
    fuzzing=$!
    trap 'kill -- -"$fuzzing" "$fuzzing" 2>/dev/null || true' EXIT
}

# finish_fuzz: waits for the search and counts; a finding is a failed test.
finish_fuzz() {
    local status=0 clean found
    wait "$fuzzing" || status=$?
    trap - EXIT
    cat build/fuzz.log
    clean=$(grep -cE '^fuzz_.*no findings$' build/fuzz.log || true)
    found=$(grep -cE '^fuzz_.*(then a finding|a seed fails|is no search)' build/fuzz.log || true)
    passed=$((passed + clean))
    failed=$((failed + found))
    if [[ $((clean + found)) -eq 0 || ($status -ne 0 && $found -eq 0) ]]; then
        echo "fuzzing: the harnesses did not run as a whole" >&2
        failed=$((failed + 1))
    fi
}

# check_format: every source file is as clang-format leaves it.
check_format() {
    if find src include tests -name '*.cpp' -o -name '*.h' | xargs clang-format-14 --dry-run -Werror >build/format.log 2>&1; then
        passed=$((passed + 1))
        echo "clang-format: clean"
    else
        failed=$((failed + 1))
        echo "clang-format: these files differ"
        grep -oE '^[^: ]+[.](cpp|h)' build/format.log | sort -u || true
    fi
}

# print_summary: the last lines; fails when a test failed, or when the corpus is there and a test was skipped. Where
# AURORA_ALL_SUITES says that everything else is installed, only what needs the corpus may be skipped.
print_summary() {
    for name in "${skipped_names[@]}"; do
        echo "skipped: $name"
    done
    echo "$passed passed, $failed failed, $skipped skipped"
    [[ $failed -eq 0 ]] || exit 1
    if [[ -d ../shared/corpus && $skipped -gt 0 ]]; then
        echo "The corpus is there, so no test may be skipped." >&2
        exit 1
    fi
    if [[ -n "${AURORA_ALL_SUITES:-}" && ${#other_skips[@]} -gt 0 ]]; then
        printf 'skipped without need: %s\n' "${other_skips[@]}" >&2
        echo "Only tests that need the corpus may be skipped where AURORA_ALL_SUITES is set." >&2
        exit 1
    fi
}

#!/usr/bin/env bash
# What Tab offers in bash, zsh and fish, with the files that are made for them. Ends with 77, skipped, where a shell is missing.
#
#   tests/packages/check_completions.sh BASH_FILE ZSH_FILE FISH_FILE
set -euo pipefail
bash_file=$(realpath "$1")
zsh_file=$(realpath "$2")
fish_file=$(realpath "$3")
for shell in zsh fish; do
    command -v "$shell" >/dev/null || { echo "$shell is not installed: its completion was not tried." >&2; exit 77; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir plotted # a folder whose name begins as a subcommand does

in_bash() {
    bash --norc -c 'source "$1"; shift
        words="aurora-cycler-manager ${1//=/ = }"
        read -ra COMP_WORDS <<<"$words"
        [[ $words != *" " ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _aurora_cycler_manager
        printf "%s\n" "${COMPREPLY[@]}"' - "$bash_file" "$1"
}

# zsh completes at a prompt only: what its function hands over is taken from it, and what begins otherwise left out. Its
# PATH is empty, so that nothing but the shell itself may be needed.
in_zsh() {
    PATH='' "$(command -v zsh)" -f -c 'compadd() { shift; print -rl -- "${(@M)@:#$current*}" }
        _files() { print -rl -- $current*(N) }
        words=("${(@s: :)2}")
        words=(aurora-cycler-manager "$words[@]")
        CURRENT=$#words
        source "$1"' - "$zsh_file" "$1"
}

in_fish() {
    HOME="$folder" fish --no-config -c 'source $argv[1]; complete -C "aurora-cycler-manager $argv[2]"' "$fish_file" "$1" | cut -f 1
}

# check SHELL LINE EXPECTED: the words that are offered after the line, in alphabetical order
check() {
    local offered
    offered=$("in_$1" "$2" | sed 's|/$||' | LC_ALL=C sort | tr '\n' ' ')
    [[ "${offered% }" == "$3" ]] || { echo "$1 offers '${offered% }' after '$2', not '$3'" >&2; exit 1; }
}

for shell in bash zsh fish; do
    check "$shell" "plot sa" "samples"
    check "$shell" "plot samples --theme " "dark light"
    check "$shell" "plot samples --chart cycles --th" "--theme"
    check "$shell" "--quiet pl" "plot"
    check "$shell" "--project pl" "plotted"
    check "$shell" "--log-file pl" "plotted"
    check "$shell" "--project /data/lab pl" "plot"
    check "$shell" "--project list plot sa" "samples"
    check "$shell" "batch --project /data/lab lis" "list"
    check "$shell" "inspect pl" "plotted"
done
check bash "--project=pl" "plotted"
check bash "--project=/data/lab plot samples --theme=l" "light"

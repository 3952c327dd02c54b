#!/usr/bin/env bash
# Installs the .deb into a clean Debian 12, uses it as a new user would, and takes it away again; then the same with the
# tarball, on a system without Qt. Needs root (chroot) and what scripts/install-dependencies --check-packages installs.
#
#   tests/packages/check_packages.sh build/packages/aurora-cycler-manager_*.deb [build/packages/*.tar.gz]
#
# Debian's packages come from where this system takes them. The root file system is kept in build/debian-root for the next
# time; it is brought back to what debootstrap made before each run.
set -euo pipefail
package=$(realpath "$1")
tarball=${2:+$(realpath "$2")}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
pictures=build/packages/pictures
mkdir -p "$pictures"
base="$PWD/build/debian-base.tar"
root="$PWD/build/debian-root"
mirror=${AURORA_DEBIAN_MIRROR:-$(apt-cache policy | sed -n 's|^ *[0-9]* \(http[^ ]*/debian\) bookworm/main.*|\1|p' | head -n 1)}

leave() {
    for mounted in dev/shm dev proc tmp/.X11-unix; do
        mountpoint -q "$root/$mounted" && umount -l "$root/$mounted"
    done
    [[ -n "${xvfb:-}" ]] && kill "$xvfb" 2>/dev/null
    return 0
}
trap leave EXIT

say() { echo "· $*"; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() { inside setpriv --reuid=1000 --regid=1000 --clear-groups /usr/bin/env HOME=/home/scientist DISPLAY="$display" XDG_RUNTIME_DIR=/run/user/1000 "$@"; }
files() { (cd "$root" && find etc usr var/lib opt home -xdev ! -type d 2>/dev/null | grep -vE '^var/lib/(dpkg|apt)/|^var/lib/systemd/|\.cache$|/mimeinfo\.cache$' | LC_ALL=C sort); }

leave
if [[ ! -f "$base" ]]; then
    say "making a clean Debian 12"
    rm -rf --one-file-system "$root"
    debootstrap --variant=minbase bookworm "$root" "$mirror" >build/debootstrap.log
    # What a desktop has before it has our program: a display's client libraries come with the package itself.
    chroot "$root" /usr/bin/env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libglib2.0-bin dbus-x11 shared-mime-info desktop-file-utils hicolor-icon-theme xdg-utils bash-completion man-db >/dev/null
    chroot "$root" useradd --create-home --uid 1000 scientist
    tar -C "$root" -cf "$base" .
fi
rm -rf --one-file-system "$root" # never what is still mounted there
mkdir -p "$root"
tar -C "$root" -xf "$base"
mount --bind /proc "$root/proc"
mount --rbind /dev "$root/dev"
# What is taken off here goes for this root alone: shared, it would take this system's own /dev/shm with it.
mount --make-rslave "$root/dev"
mkdir -p "$root/tmp/.X11-unix" "$root/run/user/1000"
chown 1000:1000 "$root/run/user/1000"
chmod 700 "$root/run/user/1000"

say "installing"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends zsh fish >/dev/null
before=$(files)
packages_before=$(inside dpkg-query -W -f '${Package}\n')
cp "$package" "$root/tmp/program.deb"
inside apt-get install -y -qq --no-install-recommends /tmp/program.deb >/dev/null

say "--version: $(inside aurora-cycler-manager --version)"
desktop-file-validate "$root"/usr/share/applications/aurora-cycler-manager.desktop
appstreamcli validate --no-net "$root"/usr/share/metainfo/*aurora*.metainfo.xml >build/packages/appstream.log || {
    cat build/packages/appstream.log >&2
    exit 1
}
say "desktop entry and AppStream data are valid"
inside man -w aurora-cycler-manager >/dev/null
for file in 'a.mpr|application/x-eclab-mpr|BIO-LOGIC MODULAR FILE' 'a.ndax|application/x-neware-ndax|PK\003\004' \
    'a.nda|application/x-neware-nda|NEWARE'; do
    IFS='|' read -r name expected begin <<<"$file"
    printf "$begin%64s" "" >"$root/tmp/$name"
    type=$(inside gio info -a standard::content-type "/tmp/$name" | sed -n 's/.*standard::content-type: //p')
    [[ "$type" == "$expected" ]] || { echo "$name is $type, not $expected" >&2; exit 1; }
    default=$(inside xdg-mime query default "$expected")
    [[ "$default" == aurora-cycler-manager.desktop ]] || { echo "$name opens with '$default'" >&2; exit 1; }
    rm "$root/tmp/$name"
done
say "a double click on .mpr, .ndax and .nda opens the program"
[[ $(inside bash -c 'source /usr/share/bash-completion/bash_completion
    _completion_loader aurora-cycler-manager; complete -p aurora-cycler-manager') == *_aurora_cycler_manager* ]]
[[ $(inside zsh -f -c 'autoload -Uz compinit; compinit -u -D; print $_comps[aurora-cycler-manager]') == _aurora-cycler-manager ]]
[[ $(inside HOME=/tmp fish -c 'complete -C "aurora-cycler-manager plot sa"') == samples* ]]
cp tests/packages/check_completions.sh "$root/tmp/"
inside bash /tmp/check_completions.sh /usr/share/bash-completion/completions/aurora-cycler-manager \
    /usr/share/zsh/vendor-completions/_aurora-cycler-manager /usr/share/fish/vendor_completions.d/aurora-cycler-manager.fish
say "bash, zsh and fish complete"

display=:$((90 + RANDOM % 9))
Xvfb "$display" -screen 0 1600x900x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
sleep 1
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"

# The window's title tells that it is there; a picture, what is in it.
window() {
    local title=$1 seconds=$2
    for _ in $(seq $((seconds * 5))); do
        found=$(DISPLAY=$display xdotool search --onlyvisible --name "$title" 2>/dev/null | head -n 1 || true)
        [[ -n "$found" ]] && return 0
        sleep 0.2
    done
    echo "No window named '$title' came within $seconds s." >&2
    return 1
}
picture() { sleep 2; DISPLAY=$display import -window root "$pictures/$1.png"; }
# By Ctrl+Q, as its user would: what it keeps for the time it runs goes with it.
close() {
    DISPLAY=$display xdotool windowfocus --sync "$found" key ctrl+q
    for _ in $(seq 50); do
        pgrep -u 1000 -x aurora-cycler-m >/dev/null || return 0
        sleep 0.2
    done
    echo "The window does not close by Ctrl+Q." >&2
    return 1
}

say "starting by the desktop entry"
as_user dbus-run-session gio launch /usr/share/applications/aurora-cycler-manager.desktop
window "Aurora Cycler Manager" 20
picture 1-first-start
close

say "the demo"
as_user aurora-cycler-manager --quiet demo /home/scientist/demo
as_user env AURORA_PROJECT=/home/scientist/demo aurora-cycler-manager --quiet check
as_user aurora-cycler-manager --project=/home/scientist/demo >/dev/null 2>&1 &
window "demo" 20
picture 2-demo
close

say "a file of a cycler by its desktop entry"
recording=$(cd "$root" && find home/scientist/demo -name '*.mpr' | head -n 1)
as_user dbus-run-session gio launch /usr/share/applications/aurora-cycler-manager.desktop "/$recording"
window "Aurora Cycler Manager" 20
picture 3-file
close

say "taking it away"
find "$root/home/scientist" -mindepth 1 -maxdepth 1 ! -name '.bash*' ! -name .profile -exec rm -rf {} +
added=$(comm -13 <(sort <<<"$packages_before") <(inside dpkg-query -W -f '${Package}\n' | sort) | grep -vx aurora-cycler-manager || true)
inside apt-get purge -y -qq aurora-cycler-manager >/dev/null
left=$(cd "$root" && find . -xdev -name '*aurora*' -not -path './proc/*' 2>/dev/null || true)
[[ -z "$left" ]] || { echo "Left behind: $left" >&2; exit 1; }
# shellcheck disable=SC2086 # a list of packages
[[ -z "$added" ]] || inside apt-get purge -y -qq --autoremove $added >/dev/null 2>&1
difference=$(diff <(echo "$before") <(files) | grep '^>' | grep -v '__pycache__' || true)
[[ -z "$difference" ]] || { echo "Left behind:"; echo "$difference"; exit 1; } >&2
say "nothing is left"

[[ -n "$tarball" ]] || exit 0
say "the tarball, on a desktop without Qt"
inside apt-get install -y -qq --no-install-recommends libx11-6 libx11-xcb1 libxcb1 libfontconfig1 libfreetype6 libgl1 \
    libegl1 fonts-dejavu-core tzdata >/dev/null
as_user tar -C /home/scientist -xzf - <"$tarball"
folder=/home/scientist/$(basename "$tarball" .tar.gz)
say "--version: $(as_user "$folder/aurora-cycler-manager" --version)"
for licence in LICENSE licences/libqt6core6.txt licences/libhdf5-103-1.txt licences/common-licenses/LGPL-3; do
    [[ -s "$root$folder/$licence" ]] || { echo "The tarball has no $licence." >&2; exit 1; }
done
say "the licences are in it"
as_user "$folder/aurora-cycler-manager" --quiet demo /home/scientist/demo
as_user "$folder/aurora-cycler-manager" --project=/home/scientist/demo &
window "demo" 20
picture 4-tarball
close
inside ls /usr/lib/x86_64-linux-gnu | grep -q libQt6 && { echo "This root has Qt: nothing was shown." >&2; exit 1; }
say "it runs from its folder"

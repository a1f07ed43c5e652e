# Finds what the system lacks, and has it installed or says what an administrator must run.
# Sourced after python.sh.

QT_LIBRARIES=$ROOT/installer/lib/qt-libraries.txt
OS_RELEASE=${OS_RELEASE:-/etc/os-release}

# What the application loads of Qt: modules, platform plugins and what those load in turn.
QT_FILES="QtGui.*.so QtWidgets.*.so QtNetwork.*.so QtPrintSupport.*.so QtSvg.*.so QtPdf.*.so
QtPdfWidgets.*.so Qt/plugins/platforms/libqxcb.so Qt/plugins/platforms/libqoffscreen.so
Qt/plugins/platforms/libqwayland*.so Qt/plugins/xcbglintegrations/*.so
Qt/plugins/wayland-shell-integration/libxdg-shell.so
Qt/plugins/wayland-graphics-integration-client/libqt-plugin-wayland-egl.so
Qt/plugins/imageformats/libqsvg.so Qt/plugins/imageformats/libqjpeg.so
Qt/plugins/iconengines/*.so Qt/plugins/printsupport/*.so"

# Prints the sonames Qt asks for and the system lacks. Exact once Qt is installed (ldd); before
# that, whatever of the table the linker's cache does not list, so that the first run can
# already name everything at once.
missing_sonames() {
    qt_folder=$(echo "$VENV"/lib/python3*/site-packages/PySide6)
    if [ -d "$qt_folder" ]; then
        for pattern in $QT_FILES; do
            # shellcheck disable=SC2086 # the pattern is to be expanded
            ldd $qt_folder/$pattern 2>/dev/null
        done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
    else
        known=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null) || return 0
        table_rows | while read -r soname _; do
            printf '%s\n' "$known" | grep -qF "	$soname (" || echo "$soname"
        done
    fi
}

table_rows() {
    grep -v '^#' "$QT_LIBRARIES"
}

# Whether this system uses the names since Debian 13 and Ubuntu 24.04 (64-bit time_t).
has_new_names() {
    (
        ID='' ID_LIKE='' VERSION_ID=''
        # shellcheck source=/dev/null
        [ -r "$OS_RELEASE" ] && . "$OS_RELEASE"
        major=${VERSION_ID%%.*}
        case "$ID $ID_LIKE" in
            ubuntu*) [ "${major:-0}" -ge 24 ] ;;
            debian*) [ "${major:-99}" -ge 13 ] ;; # testing and unstable carry no number
            *) apt-cache show libglib2.0-0t64 >/dev/null 2>&1 ;;
        esac
    )
}

# Reads sonames, prints their packages, each once; a soname not in the table is passed through
# with a question mark.
packages_for() {
    if has_new_names; then column=3; else column=2; fi
    while read -r soname; do
        table_rows | awk -v wanted="$soname" -v column="$column" '
            $1 == wanted { print ($column == "-" ? $2 : $column); found = 1 }
            END { if (!found) print "?" wanted }'
    done | sort -u
}

# Prints every package this machine lacks, on one line; nothing if it lacks none.
missing_packages() {
    {
        environment_is_ready || python_packages
        missing_sonames | packages_for
    } | tr '\n' ' ' | sed 's/ *$//'
}

# Installs what is missing if it may; otherwise says the one command to run and stops.
ensure_system() {
    lacking=$(missing_packages)
    [ -n "$lacking" ] || return 0
    case "$lacking" in
        *\?*) refuse "Qt needs libraries that no package is known for (marked ?): $lacking" ;;
    esac
    command -v apt-get >/dev/null 2>&1 ||
        refuse "This system has no apt-get. Install what Debian calls: $lacking"
    if [ "$(id -u)" = 0 ]; then
        install_packages env
    elif sudo -n true 2>/dev/null; then
        install_packages sudo
    else
        refuse_for_administrator
    fi
    lacking=$(missing_packages)
    [ -z "$lacking" ] || refuse "Still missing after installing: $lacking"
}

# $1 runs a command as root: env for root itself, or sudo.
install_packages() {
    say "Installing system packages: $lacking"
    # Descriptor 9 is the lock; a service started by a package must not keep it.
    "$1" apt-get update -qq 9>&- || say "apt-get update failed; trying with the lists there are."
    log=$(mktemp)
    # shellcheck disable=SC2086 # one word a package
    "$1" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
        -o DPkg::Lock::Timeout=300 $lacking >"$log" 2>&1 9>&- || {
        cat "$log" >&2
        refuse "apt-get could not install: $lacking"
    }
    rm -f "$log"
}

refuse_for_administrator() {
    as_root='su -c'
    command -v sudo >/dev/null 2>&1 && as_root='sudo sh -c'
    refuse "This machine lacks some packages. An administrator must run this one command, then you
run this again:

    $as_root 'apt-get update && apt-get install --yes --no-install-recommends $lacking'"
}

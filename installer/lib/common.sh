# Shared by installer/run, test and bench: saying things, refusing, one install at a time.
# Sourced; expects ROOT, the checkout's folder.

# Where the installer keeps what it needs between runs; see .gitignore.
# shellcheck disable=SC2034 # used by the parts sourced after this one
VENV=$ROOT/.venv
LOCK_FILE=$ROOT/.installing

say() {
    printf '%s\n' "$*"
}

# Stops with a plain sentence: something outside this project must change first.
refuse() {
    printf '%s\n' "$*" >&2
    exit 2
}

# Two runs may start at once; the second waits here until the first has installed. The lock is
# on descriptor 9 and goes with it, however the script ends.
take_turn() {
    if ! (: >>"$LOCK_FILE") 2>/dev/null; then
        # Somebody else's checkout: nothing can be installed in it, so there is nothing to lock.
        return 0
    fi
    exec 9>>"$LOCK_FILE"
    flock -n 9 || {
        say "Another run is installing; waiting for it."
        flock 9
    }
}

end_turn() {
    exec 9>&-
}

# Qt and Python both want UTF-8; a bare container often has no locale set at all.
settle_locale() {
    if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
        LC_ALL=C.UTF-8
        export LC_ALL
    fi
}

# True where a window can be shown.
has_display() {
    [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

# Lets Qt work without a screen; its sockets go to a private folder rather than a guessed one.
go_offscreen() {
    QT_QPA_PLATFORM=offscreen
    export QT_QPA_PLATFORM
    if [ -z "${XDG_RUNTIME_DIR:-}" ] || [ ! -w "$XDG_RUNTIME_DIR" ]; then
        XDG_RUNTIME_DIR=${TMPDIR:-/tmp}/resources-app-$(id -u)
        mkdir -p "$XDG_RUNTIME_DIR"
        chmod 700 "$XDG_RUNTIME_DIR"
        export XDG_RUNTIME_DIR
    fi
}

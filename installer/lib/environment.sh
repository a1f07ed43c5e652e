# Makes .venv from the lock, and leaves it alone when nothing has changed. Sourced after system.sh.

LOCK=$ROOT/installer/requirements.lock
STAMP=$VENV/installed-from

# What the environment depends on: the locked packages, the project's own description (its
# commands and version), the checkout's place (the editable install names it).
fingerprint() {
    {
        cat "$LOCK" "$ROOT/pyproject.toml"
        echo "$ROOT"
    } | sha256sum | cut -d ' ' -f 1
}

environment_is_ready() {
    [ -r "$STAMP" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ] &&
        "$VENV/bin/python" -c '' 2>/dev/null
}

ensure_environment() {
    environment_is_ready && return 0
    [ -w "$ROOT" ] || refuse "You may not write to $ROOT, so nothing can be installed there."
    "$VENV/bin/python" -m pip --version >/dev/null 2>&1 || make_environment
    say "Installing the locked Python packages (about 600 MB on disk; a few minutes the first time)."
    # --only-binary: what is installed is what was hashed, and no compiler is needed.
    pip_install --require-hashes --only-binary :all: --requirement "$LOCK"
    pip_install --no-deps --no-build-isolation --editable "$ROOT"
    fingerprint >"$STAMP"
}

make_environment() {
    find_python
    [ -n "$PYTHON" ] || refuse "The application needs Python 3.$OLDEST_MINOR or newer."
    say "Making .venv with $("$PYTHON" --version)."
    "$PYTHON" -m venv --clear "$VENV" || refuse "Python could not make an environment in $VENV."
}

pip_install() {
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --root-user-action ignore "$@" 9>&- ||
        refuse "pip could not install what is needed: see above, and whether the network is there."
}

# Everything from a bare system to a working .venv. Safe to repeat and to run twice at once.
prepare() {
    settle_locale
    environment_is_ready && [ -z "$(missing_packages)" ] && return 0
    take_turn
    ensure_system
    ensure_environment
    ensure_system # ldd now knows exactly what Qt asks for
    end_turn
}

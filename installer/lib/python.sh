# Finds a Python to build the environment with. Sourced after common.sh.

# The oldest Python the project runs on; pyproject.toml's requires-python says the same.
OLDEST_MINOR=11

# Tried in this order; RESOURCES_APP_PYTHON names another.
PYTHONS="python3 python3.14 python3.13 python3.12 python3.11"

new_enough() {
    "$1" -c "import sys; sys.exit(sys.version_info < (3, $OLDEST_MINOR))" 2>/dev/null
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# Sets PYTHON to one that can make environments, else to one that lacks only that, else to "".
find_python() {
    PYTHON=
    for candidate in ${RESOURCES_APP_PYTHON:-$PYTHONS}; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        new_enough "$candidate" || continue
        if can_make_environments "$candidate"; then
            PYTHON=$candidate
            return 0
        fi
        [ -n "$PYTHON" ] || PYTHON=$candidate
    done
}

# Prints the packages that would give a Python which can make environments; nothing if one can.
python_packages() {
    find_python
    if [ -z "$PYTHON" ]; then
        echo "python3 python3-venv"
    elif ! can_make_environments "$PYTHON"; then
        if [ "$PYTHON" = python3 ]; then
            echo python3-venv
        else
            # Debian and Ubuntu name the package after the interpreter: python3.12-venv.
            "$PYTHON" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
        fi
    fi
}

"""Stretching, wrapping, sealing, signing, and the recovery key on paper."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.store import recovery_key
from resources_app.store.keys import (
    DEFAULT_COST,
    QUICK,
    Identity,
    KeyCost,
    WrongKey,
    seal,
    signature_is_good,
    stretch,
    unwrap,
    wrap,
)

secrets = st.binary(min_size=32, max_size=32)


@given(secrets, st.binary(max_size=200), st.text(max_size=20))
def test_what_is_wrapped_opens_with_its_key_and_binding_only(
    key: bytes, secret: bytes, bound_to: str
) -> None:
    wrapped = wrap(key, secret, bound_to)
    assert unwrap(key, wrapped, bound_to) == secret
    for wrong_key, wrong_wrapped, wrong_binding in (
        (bytes([key[0] ^ 1, *key[1:]]), wrapped, bound_to),
        (key, bytes([*wrapped[:-1], wrapped[-1] ^ 1]), bound_to),
        (key, wrapped[:5], bound_to),
        (key, wrapped, bound_to + "."),
    ):
        with pytest.raises(WrongKey):
            unwrap(wrong_key, wrong_wrapped, wrong_binding)


def test_what_is_sealed_opens_for_its_person_only() -> None:
    tess, amina = Identity.fresh(), Identity.fresh()
    sealed = seal(tess.box_public, b"the data key", "store")
    assert tess.open_sealed(sealed, "store") == b"the data key"
    with pytest.raises(WrongKey):
        amina.open_sealed(sealed, "store")
    with pytest.raises(WrongKey):
        tess.open_sealed(sealed, "another store")
    assert Identity.from_bytes(tess.to_bytes()) == tess


def test_signatures() -> None:
    tess, amina = Identity.fresh(), Identity.fresh()
    signature = tess.sign(b"approved")
    assert signature_is_good(tess.public_key, b"approved", signature)
    assert not signature_is_good(tess.public_key, b"refused", signature)
    assert not signature_is_good(amina.public_key, b"approved", signature)
    for nonsense in ("", "zz", "00"):
        assert not signature_is_good(nonsense, b"approved", signature)


def test_stretching_is_argon2id_as_everybody_computes_it() -> None:
    """The vectors of the reference implementation's own test (phc-winner-argon2, src/test.c)."""
    for cost, hexadecimal in (
        (KeyCost(2, 65_536, 1), "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"),
        (KeyCost(2, 256, 2), "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
    ):
        assert stretch("password", b"somesalt", cost).hex() == hexadecimal


def test_stretching_costs_what_it_should() -> None:
    """A real passphrase takes long to try, and no longer than a person would wait."""
    start = time.perf_counter()
    assert stretch("a", b"s" * 16, DEFAULT_COST) != stretch("b", b"s" * 16, DEFAULT_COST)
    one = (time.perf_counter() - start) / 2
    assert 0.02 < one < 3
    assert stretch("a", b"s" * 16, QUICK) != stretch("a", b"t" * 16, QUICK)


@given(st.binary(min_size=recovery_key.SECRET_BYTES, max_size=recovery_key.SECRET_BYTES))
def test_a_recovery_key_is_read_back_as_people_type_it(secret: bytes) -> None:
    text = recovery_key.as_text(secret)
    assert len(text) == 39
    assert recovery_key.from_text(text) == secret
    typed = text.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert recovery_key.from_text(typed) == secret


@given(
    st.binary(min_size=recovery_key.SECRET_BYTES, max_size=recovery_key.SECRET_BYTES),
    st.integers(0, 31),
    st.sampled_from(recovery_key.ALPHABET),
)
def test_a_recovery_key_with_one_letter_wrong_is_noticed(
    secret: bytes, place: int, letter: str
) -> None:
    letters = list(recovery_key.as_text(secret).replace("-", ""))
    right = letters[place] == letter
    letters[place] = letter
    assert (recovery_key.from_text("".join(letters)) == secret) is right


@pytest.mark.parametrize("text", ["", "no", "A" * 31, "A" * 33, "U" * 32, "é" * 32])
def test_other_text_is_no_recovery_key(text: str) -> None:
    assert recovery_key.from_text(text) is None

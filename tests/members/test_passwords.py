"""Passwords: slow to try, equal on two keyboards, not what everyone uses."""

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.errors import Invalid
from cop.members import passwords


def test_hashes_are_argon2id_of_the_declared_cost():
    kept = passwords.hashed("three green boats sail")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(kept, "three green boats sail")
    assert not passwords.matches(kept, "three green boats sai1")
    assert kept != passwords.hashed("three green boats sail")


def test_composed_and_decomposed_letters_are_one_password():
    typed = "ba thuyền xanh lướt"
    assert passwords.matches(passwords.hashed(typed), unicodedata.normalize("NFD", typed))


@pytest.mark.parametrize("typed", ["", "anything at all", "\0", "x" * 200])
def test_nobodys_password_never_matches(typed):
    assert not passwords.matches("", typed)


def test_a_broken_hash_matches_nothing():
    assert not passwords.matches("not a hash", "three green boats sail")


def test_an_unknown_account_costs_as_much_as_a_known_one():
    kept = passwords.hashed("three green boats sail")
    passwords.matches("", "warm up")

    def cost(stored):
        began = time.perf_counter()
        for _ in range(8):
            passwords.matches(stored, "wrong guess again")
        return time.perf_counter() - began

    assert 0.4 < cost("") / cost(kept) < 2.5


@pytest.mark.parametrize(
    "common",
    [
        "password123", "Password123!", "P@ssw0rd2024", "p4ssw0rd!!!!", "passwordpassword", "qwertyuiop", "1qaz2wsx3edc",
        "1234567890", "0987654321", "9876543210",
        "aaaaaaaaaaaa", "abababababab", "abcdefghij", "iloveyou!!",
        "Singapore2025", "Welcome@123", "admin12345", "letmein2024",
        "sayangku123", "matkhau123456", "11112222333", "qwerty123456",
        "Healthcare2025", "ministryofhealth1",
    ],
)  # fmt: skip
def test_what_everyone_uses_is_common(common):
    assert passwords.is_common(common)


@pytest.mark.parametrize(
    "good", ["three green boats sail", "kopi tarik tiga gelas", "v8#Kq2!mZr9p", "ຂ້ອຍມັກກິນເຂົ້າປຽກ"]
)
def test_other_words_are_not(good):
    assert not passwords.is_common(good)
    passwords.demand_good(good, "Nina Nurdin", "nina@hospital.example.org")


@pytest.mark.parametrize("short", ["", "short", "123456789", "x" * 201])
def test_length_is_demanded(short):
    with pytest.raises(Invalid) as refused:
        passwords.demand_good(short)
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "own", ["ninanurdin1", "Nina Nurdin!", "nurdin-12345678", "nina.nurdin@hospital.example.org"]
)
def test_ones_own_name_and_address_are_refused(own):
    with pytest.raises(Invalid, match="own name"):
        passwords.demand_good(own, "Nina Nurdin", "nina.nurdin@hospital.example.org", "nina.nurdin")


@given(st.text(max_size=60))
def test_any_text_is_judged(typed):
    assert passwords.is_common(typed) in (True, False)
    with suppress(Invalid):
        passwords.demand_good(typed, typed)


def test_the_list_is_in_the_form_it_is_compared_in():
    listed = passwords._listed()
    assert len(listed) > 1_000
    assert {word for word in listed if word != word.casefold().strip()} == set()

"""What every address is held to before a view is asked."""

import pytest


@pytest.mark.parametrize("path", ["/sign-in%00", "/sign-in?next=%00", "/sign-in?%00=1", "/statements/%00"])
def test_an_address_with_a_nul_is_refused(client, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("number", ["2147483648", "9" * 40, "-1", "1.0", "٣"])
def test_a_number_that_no_key_can_be_leads_nowhere(client, number):
    """Also not to another number's page: addresses print and parse one to one."""
    assert client.get(f"/secretariat/members/{number}").status_code == 404

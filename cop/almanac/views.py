"""The holidays that the secretariat enters."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.almanac import actions, permits, queries
from cop.almanac.forms import HolidayForm
from cop.almanac.models import EnteredHoliday
from cop.kernel.web import Pages, actor, page, submit, to

pages = Pages("almanac", "/secretariat/holidays")


@pages.form("/", permits.may_keep_holidays)
def holidays() -> Any:
    form = HolidayForm()

    def act() -> EnteredHoliday:
        return actions.enter_holiday(form.country.data, form.day.data, form.name.data, actor=actor())

    entered = queries.all_entered(request.args.get("at", ""))
    return submit(form, act) or page("almanac/holidays.html", form=form, entered=entered)


@pages.post("/<int:id>/remove", permits.may_keep_holidays, queries.entered)
def remove(holiday: EnteredHoliday) -> Any:
    actions.remove_holiday(holiday, actor=actor())
    return to("almanac.holidays")

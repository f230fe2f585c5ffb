"""Addresses of the pages that only the customers room has."""

from __future__ import annotations

from django.urls import path

from enishi.customers import five_calls, phone_memo, print_card, quick_log

urlpatterns = [
    path("phone-memo", phone_memo.phone_memo, name="phone-memo"),
    path("pick-five", five_calls.five_calls, name="pick-five"),
    path("quick-log", quick_log.quick_log, name="quick-log"),
    path("o/accounts/<id:number>/card", print_card.account_card, name="account-card"),
]

"""`aisle mail`: whether mail can be sent, found out before somebody waits for one."""


def test_mail_is_printed_where_no_mail_server_is_set(aisle):
    answer = aisle("mail", "test", "you@shop.example", "--json")
    assert answer.says()
    assert answer.json == {"sent_to": "you@shop.example"}
    assert "Mail from Aisle works" in answer.err


def test_mail_server_that_is_away_is_said(aisle):
    settings = {"AISLE_SMTP_URL": "smtp+insecure://127.0.0.1:9", "AISLE_MAIL_FROM": "a@shop.example"}
    aisle("mail", "test", "you@shop.example", "--json", **settings).refuses(4, "mail_unavailable")


def test_what_is_no_address_is_refused(aisle):
    aisle("mail", "test", "nobody", "--json").refuses(2, "mail_refused")

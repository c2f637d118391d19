"""The window's look from the command line."""


def test_look_is_changed_published_and_put_into_a_page(aisle, new_shop):
    slug = new_shop()["slug"]
    said = aisle("widget", "set", "color=#b5532a", "title=Ask us", "-s", slug).says()
    assert said == "Publishing would change: color, title.\n"
    shown = aisle("widget", "show", "-s", slug, "--json").gives()
    assert (shown["draft"]["color"], shown["differs"], shown["live"]) == ("#b5532a", ["color", "title"], 0)
    assert aisle("widget", "publish", "-s", slug).says() == "Release 1 of the window is live.\n"
    assert (
        f'data-store="{slug}"'
        in aisle("widget", "snippet", "-s", slug, "--host", "https://chat.example").says()
    )
    aisle("widget", "set", "color=red", "-s", slug, "--json").refuses(2, "widget_settings_invalid")

// Before anything is drawn: theme and language as they were chosen, so that nothing flashes.
{
  const root = document.documentElement;
  let chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem("aisle.look") ?? "{}");
  } catch {
    // Without storage the system decides.
  }
  if (chosen.theme === "light" || chosen.theme === "dark") root.dataset.theme = chosen.theme;
  if (typeof chosen.language === "string") root.lang = chosen.language;
  if (root.lang === "ar") root.dir = "rtl";
}

/** The page is as high as what can be seen, so that the composer sits on the on-screen keyboard. */
export function followViewport(page = document.documentElement): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    page.style.setProperty("--aw-height", `${seen.height}px`);
    page.style.setProperty("--aw-top", `${seen.offsetTop}px`);
  };
  seen.addEventListener("resize", fit);
  seen.addEventListener("scroll", fit);
}

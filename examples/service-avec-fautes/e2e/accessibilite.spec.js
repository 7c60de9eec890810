import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

for (const adresse of ["/", "/en.html", "/pages/accessibilite.html", "/pages/confidentialite.html", "/pages/avis.html"]) {
  test(`la page ${adresse} respecte le standard`, async ({ page }) => {
    await page.goto(adresse);
    const resultat = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze();
    expect(resultat.violations).toEqual([]);
  });
}

import type { Page } from 'playwright-core';

/**
 * The texts of a page that are hard to read: their contrast to what is behind them is below 4.5. Disabled and hidden
 * ones do not count.
 *
 * @see https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
export async function findFaintTexts(page: Page): Promise<string[]> {
  return (await page.evaluate(SCRIPT)) as string[];
}

/** Runs in the page. */
const SCRIPT = `(() => {
  const LEAST = 4.5;
  const parse = (color) => {
    const [red, green, blue, alpha = 1] = (color.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const blend = (over, under) => over.rgb.map((part, i) => part * over.alpha + under[i] * (1 - over.alpha));
  const linear = (part) => (part / 255 <= 0.04045 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const behind = (element) => {
    if (element === null) return [255, 255, 255];
    const color = parse(getComputedStyle(element).backgroundColor);
    return color.alpha === 1 ? color.rgb : blend(color, behind(element.parentElement));
  };
  const contrast = (element) => {
    const under = behind(element);
    const [one, other] = [luminance(blend(parse(getComputedStyle(element).color), under)), luminance(under)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!data.trim() || !parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (parentElement.closest(':disabled, noscript')) continue;
    const ratio = contrast(parentElement);
    if (ratio < LEAST) faint.push(ratio.toFixed(2) + ' ' + parentElement.className + ': ' + data.trim());
  }
  return faint;
})()`;

import { followColorScheme } from './follow-color-scheme.ts';
import { DARK_THEME, LIGHT_THEME } from './redoc-themes.ts';

declare const Redoc: { init(url: string, options: object, element: HTMLElement | null): void };

followColorScheme((isDark) => {
  const old = document.getElementById('redoc');
  const fresh = document.createElement('div');
  fresh.id = 'redoc';
  old?.replaceWith(fresh);
  Redoc.init(
    'openapi.json',
    {
      theme: isDark ? DARK_THEME : LIGHT_THEME,
      scrollYOffset: '.bar',
      hideHostname: false,
      nativeScrollbars: true,
    },
    fresh,
  );
});

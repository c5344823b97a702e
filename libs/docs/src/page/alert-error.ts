import type { Component, Props, React } from './swagger-ui.ts';

/** Makes what is wrong with signing in be read out when it appears. */
export function alertError({ createElement }: React, Original: Component): Component {
  return function AlertedError(props: Props): unknown {
    return createElement('div', { role: 'alert' }, createElement(Original, props));
  };
}

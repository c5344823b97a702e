import type { Component, Props, React, System } from './swagger-ui.ts';

/** Where there is one server there is nothing to choose: its address, in full, takes the place of the list. */
export function baseUrl({ createElement }: React, Original: Component): Component {
  return function BaseUrl(props: Props): unknown {
    const { specSelectors } = props as System;
    const servers = specSelectors.servers().toJS() as { url: string }[];
    const [server] = servers;
    if (servers.length !== 1 || server === undefined || server.url.includes('{'))
      return createElement(Original, props);
    const { href } = new URL(server.url, specSelectors.url());
    return createElement(
      'div',
      { className: 'base-url-line' },
      createElement('span', { className: 'servers-title' }, 'Base URL'),
      createElement('code', null, href),
    );
  };
}

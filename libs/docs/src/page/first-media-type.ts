import type { Component, Immutable, Props, React } from './swagger-ui.ts';

/**
 * Shows of each response the media type that the document names first: for errors the application's own. Swagger UI would
 * show the one that the request asks for, which is the gateway's.
 */
export function firstMediaType({ createElement }: React, Original: Component): Component {
  return function FirstMediaType(props: Props): unknown {
    const { controlsAcceptHeader, response } = props;
    const content = (response as Immutable | undefined)?.get('content') as Immutable | undefined;
    if (controlsAcceptHeader || !content) return createElement(Original, props);
    return createElement(Original, { ...props, contentType: content.keySeq().first() });
  };
}

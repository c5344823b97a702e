/** Where the docs are prepared; kept between builds, because compressing them takes seconds. */
export const DOCS_FOLDER = 'dist/docs';

/** Name of their folder beside a bundle. */
export const BUNDLED_FOLDER = 'docs';

/** Packages without types of their own, whose types are not worth a dependency here. */
declare module 'bcrypt';
declare module 'compression';
declare module 'cookie-parser';
declare module 'geoip-country';
declare module 'jsdom';
declare module 'passport-jwt';
declare module 'passport-local';
declare module 'pdfkit';
declare module 'sanitize-html';
declare module 'sql.js';

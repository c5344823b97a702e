const TYPOGRAPHY = {
  fontFamily: 'system-ui, sans-serif',
  headings: { fontFamily: 'system-ui, sans-serif' },
  code: { fontFamily: 'ui-monospace, monospace' },
};

/** On the dark panel of the samples, where ReDoc's own colours are hard to read. */
const TABS = { success: { tabTextColor: '#7ee08a' }, error: { tabTextColor: '#ff9a90' } };

export const LIGHT_THEME = {
  colors: { primary: { main: '#1d43bd' }, responses: TABS },
  typography: { ...TYPOGRAPHY, code: { ...TYPOGRAPHY.code, color: '#b3261e' } },
  rightPanel: { backgroundColor: '#1b2230' },
};

export const DARK_THEME = {
  colors: {
    primary: { main: '#8ba6ff' },
    success: { main: '#7ee08a' },
    error: { main: '#ff9a90' },
    text: { primary: '#e4e7ee', secondary: '#aab2c0' },
    border: { dark: 'rgba(255, 255, 255, 0.2)', light: 'rgba(255, 255, 255, 0.1)' },
    gray: { 50: '#1d2430', 100: '#262e3b' },
  },
  schema: { nestedBackground: '#262b31', typeNameColor: '#aab2c0', linesColor: '#5b6575' },
  sidebar: { backgroundColor: '#161b24', textColor: '#e4e7ee' },
  rightPanel: { backgroundColor: '#161b24' },
  fab: { backgroundColor: '#262e3b', color: '#8ba6ff' },
  typography: { ...TYPOGRAPHY, code: { ...TYPOGRAPHY.code, color: '#ffb86b', backgroundColor: '#262b31' } },
};

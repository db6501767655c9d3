//! How it looks: theme, fonts, icons, widgets. Knows no domain.

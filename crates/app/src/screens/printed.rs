//! A code or a key for paper, shown once: to be written down, or saved as a page and printed.

use crate::action::Action;
use crate::files::What;
use crate::screen::ScreenCx;
use crate::screens::quiet;
use crate::texts::Texts;
use egui::{Align, Label, Ui};
use horseshoe_node::Secret;
use horseshoe_ui::widgets::{Button, Card, Heading};
use horseshoe_ui::{Icon, Size, space, tokens};

/// What is on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// Opens this profile on this device.
    RecoveryCode,
    /// A device of mine that lies in a drawer.
    RecoveryKey,
}

/// Shown until the person says that they have it.
#[derive(Debug)]
pub(crate) struct Printed {
    text: Secret,
    paper: Paper,
    seen: bool,
}

/// Groups of letters and digits in a line: as many as are read aloud in one breath.
const IN_A_LINE: usize = 4;

impl Paper {
    const fn title(self) -> &'static str {
        match self {
            Self::RecoveryCode => "printed-code-title",
            Self::RecoveryKey => "printed-key-title",
        }
    }

    /// What it does, and what to beware of.
    const fn means(self) -> [&'static str; 2] {
        match self {
            Self::RecoveryCode => ["printed-code-does", "printed-code-beware"],
            Self::RecoveryKey => ["printed-key-does", "printed-key-beware"],
        }
    }
}

impl Printed {
    pub(crate) const fn new(text: Secret, paper: Paper) -> Self {
        Self { text, paper, seen: false }
    }

    /// True once it was written down.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) -> bool {
        let written = Card::new("printed").chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let title = ui.add(Heading::three(cx.t(self.paper.title())).takes_focus());
            quiet(ui, &cx.t(self.paper.means()[0]));
            ui.add_space(space::S);
            let text = lines(self.text.as_str()).join("\n");
            let text = Size::Heading3.strong(text).color(tokens(ui).ink.text);
            let text = ui.add(Label::new(text).wrap());
            if !std::mem::replace(&mut self.seen, true) {
                // Not a button: the Enter that asked for it must not put it away.
                title.request_focus();
                text.scroll_to_me(Some(Align::Center));
            }
            ui.add_space(space::S);
            quiet(ui, &cx.t(self.paper.means()[1]));
            quiet(ui, &cx.t("printed-once"));
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                let written = ui.add(Button::primary(cx.t("printed-done"))).clicked();
                if ui.add(Button::quiet(cx.t("printed-save")).icon(Icon::File)).clicked() {
                    cx.act(Action::Place(What::SavePage(self.page(cx.texts))));
                }
                written
            })
            .inner
        });
        ui.add_space(space::S);
        written.inner
    }

    /// The page to print.
    fn page(&self, texts: &Texts) -> Secret {
        let mut page = vec![texts.t("app-name"), texts.t(self.paper.title()), String::new()];
        page.extend(lines(self.text.as_str()));
        page.push(String::new());
        page.extend(self.paper.means().map(|id| texts.t(id)));
        page.push(texts.t("printed-page-file"));
        Secret::new(page.join("\n") + "\n")
    }
}

fn lines(text: &str) -> Vec<String> {
    let groups: Vec<&str> = text.split(' ').collect();
    groups.chunks(IN_A_LINE).map(|line| line.join("  ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use horseshoe_handbook::Language;

    const CODE: &str = "0123 4567 89AB CDEF GHJK MNPQ RSTV WXYZ";

    #[test]
    fn a_page_holds_the_whole_code_and_what_it_does_in_every_language() {
        for language in Language::ALL {
            let texts = Texts::of(language);
            for paper in [Paper::RecoveryCode, Paper::RecoveryKey] {
                let page = Printed::new(Secret::new(CODE), paper).page(&texts);
                for part in ["0123  4567  89AB  CDEF", "GHJK  MNPQ  RSTV  WXYZ"] {
                    assert!(page.as_str().contains(part));
                }
                for means in paper.means() {
                    assert!(page.as_str().contains(&texts.t(means)));
                }
            }
        }
    }

    #[test]
    fn what_is_shown_on_the_screen_is_not_shown_by_accident() {
        let printed = Printed::new(Secret::new(CODE), Paper::RecoveryKey);
        assert!(!format!("{printed:?}").contains("0123"));
    }
}

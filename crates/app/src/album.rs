//! Pictures out of files, for the screens that show them: asked of the node once, read and decoded beside the window, so
//! that no frame waits for them. Only what was looked at last is kept.

use crate::slides::{self, Slides};
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use horseshoe_model::FileRef;
use horseshoe_node::{CommunityId, Problem, Reply, Snapshot};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Files that are kept open.
const FILES: usize = 2;
/// Pages that are kept as they are drawn: the one that is shown, those beside it, and what a list shows.
const PAGES: usize = 8;

/// What is kept.
pub(crate) struct Album {
    ctx: Context,
    /// The one looked at last is the last.
    files: VecDeque<(FileRef, Opened)>,
    pages: VecDeque<((FileRef, u16), Decoded)>,
    wanted: Vec<(CommunityId, FileRef)>,
    /// Documents that are no more.
    destroyed: BTreeSet<[u8; 32]>,
    done: Receiver<Done>,
    tell: SyncSender<Done>,
}

/// A page, as far as it can be shown.
#[derive(Clone)]
pub(crate) enum Picture {
    Here(TextureHandle),
    /// In a moment.
    Coming,
    /// Not all of the file has come to this device yet.
    NotHereYet,
    /// There is nothing in it that can be shown.
    Unreadable,
    /// It was destroyed here.
    Destroyed,
}

#[derive(Debug)]
enum Opened {
    Asked,
    NotHereYet,
    Here(Arc<Slides>),
    Unreadable,
}

enum Decoded {
    Coming,
    Here(TextureHandle),
    Unreadable,
}

enum Done {
    File(FileRef, Option<Slides>),
    Page((FileRef, u16), Option<ColorImage>),
}

impl Album {
    pub(crate) fn new(ctx: &Context) -> Self {
        let (tell, done) = sync_channel(16);
        Self {
            ctx: ctx.clone(),
            files: VecDeque::new(),
            pages: VecDeque::new(),
            wanted: Vec::new(),
            destroyed: BTreeSet::new(),
            done,
            tell,
        }
    }

    /// A page of a file of this community, counted from nought.
    pub(crate) fn picture(&mut self, community: CommunityId, file: FileRef, page: u16) -> Picture {
        if self.destroyed.contains(&file.document) {
            return Picture::Destroyed;
        }
        let key = (file, page);
        if let Some(found) = last_used(&mut self.pages, &key) {
            return match found {
                Decoded::Here(texture) => Picture::Here(texture.clone()),
                Decoded::Coming => Picture::Coming,
                Decoded::Unreadable => Picture::Unreadable,
            };
        }
        let bytes = match last_used(&mut self.files, &file) {
            None => {
                keep(&mut self.files, FILES, file, Opened::Asked);
                self.wanted.push((community, file));
                return Picture::Coming;
            }
            Some(Opened::Asked) => return Picture::Coming,
            Some(Opened::NotHereYet) => return Picture::NotHereYet,
            Some(Opened::Unreadable) => return Picture::Unreadable,
            Some(Opened::Here(slides)) => slides.page(page),
        };
        let Some(bytes) = bytes else { return Picture::Unreadable };
        keep(&mut self.pages, PAGES, key, Decoded::Coming);
        self.beside(move || Done::Page(key, slides::picture(&bytes)));
        Picture::Coming
    }

    /// What to ask the node for; each once.
    pub(crate) fn take_wanted(&mut self) -> Vec<(CommunityId, FileRef)> {
        std::mem::take(&mut self.wanted)
    }

    /// What the node answered.
    pub(crate) fn answered(&mut self, file: FileRef, answer: Result<Reply, Problem>) {
        match answer {
            Ok(Reply::File { bytes }) => {
                self.beside(move || Done::File(file, Slides::from_bytes(&bytes)));
            }
            Err(Problem::NotHereYet) => self.opened(file, Opened::NotHereYet),
            _ => self.opened(file, Opened::Unreadable),
        }
    }

    /// Something has changed: what was not here may be here now, and what was destroyed is shown no more.
    pub(crate) fn look_again(&mut self, now: &Snapshot) {
        let destroyed = now.communities.iter().flat_map(|community| &community.erasing.destroyed);
        self.destroyed = destroyed.map(|it| *it.document.as_bytes()).collect();
        let is_left = |file: &FileRef| !self.destroyed.contains(&file.document);
        self.files.retain(|(file, opened)| is_left(file) && !matches!(opened, Opened::NotHereYet));
        self.pages.retain(|((file, _), _)| is_left(file));
    }

    /// Takes in what was read and decoded beside.
    pub(crate) fn take_in(&mut self) {
        while let Ok(done) = self.done.try_recv() {
            match done {
                Done::File(file, slides) => {
                    let opened = slides.map(|slides| Opened::Here(Arc::new(slides)));
                    self.opened(file, opened.unwrap_or(Opened::Unreadable));
                }
                Done::Page(key, image) => {
                    let decoded = image.map_or(Decoded::Unreadable, |image| {
                        Decoded::Here(self.ctx.load_texture("page", image, TextureOptions::LINEAR))
                    });
                    if let Some(known) = last_used(&mut self.pages, &key) {
                        *known = decoded;
                    }
                }
            }
        }
    }

    /// Whether something is still on its way from the node or being decoded.
    #[cfg(test)]
    pub(crate) fn waits(&self) -> bool {
        self.files.iter().any(|(_, opened)| matches!(opened, Opened::Asked))
            || self.pages.iter().any(|(_, decoded)| matches!(decoded, Decoded::Coming))
    }

    fn opened(&mut self, file: FileRef, opened: Opened) {
        if let Some(known) = last_used(&mut self.files, &file) {
            *known = opened;
        }
    }

    fn beside(&self, work: impl FnOnce() -> Done + Send + 'static) {
        let (ctx, tell) = (self.ctx.clone(), self.tell.clone());
        let thread = std::thread::Builder::new().name("pictures".to_owned()).spawn(move || {
            // A window that is gone needs no picture.
            drop(tell.send(work()));
            ctx.request_repaint();
        });
        if let Err(error) = thread {
            tracing::warn!(%error, "no thread for a picture");
        }
    }
}

/// What is kept under a name, which is now the one used last.
fn last_used<'a, K: PartialEq, T>(kept: &'a mut VecDeque<(K, T)>, key: &K) -> Option<&'a mut T> {
    let at = kept.iter().position(|(known, _)| known == key)?;
    let found = kept.remove(at)?;
    kept.push_back(found);
    kept.back_mut().map(|(_, thing)| thing)
}

/// Keeps one more, and lets go of the one that was not used for the longest.
fn keep<K, T>(kept: &mut VecDeque<(K, T)>, most: usize, key: K, thing: T) {
    if kept.len() >= most {
        kept.pop_front();
    }
    kept.push_back((key, thing));
}

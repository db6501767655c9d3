//! Automerge behind our own edits: perform, check, take in, patches.

//! The engine panics on some damage, which the store turns into an error: that is not worth a message each time.

pub(crate) fn quiet_engine() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !panic.location().is_some_and(|location| location.file().contains("/redb-")) {
                usual(panic);
            }
        }));
    });
}

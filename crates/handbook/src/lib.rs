//! Agendas, prompts, questions and checklists, loaded from assets/handbook.

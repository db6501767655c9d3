//! Small line icons, drawn as shapes at any size in the ink of their surroundings.
//!
//! An icon never stands alone: a word beside it, or the name of its button, says what it means.

use egui::{Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, vec2};

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    Home,
    Room,
    Rules,
    Calendar,
    Learning,
    Conversation,
    Pages,
    Question,
    Report,
    Gears,
    Book,
    Note,
    Person,
    People,
    Lock,
    Network,
    Alone,
    Favourite,
    LeastFavourite,
    Unmarked,
    Hand,
    Clock,
    Flipchart,
    Plus,
    Minus,
    Up,
    Down,
    Left,
    Right,
    Check,
    Close,
    Undo,
    Copy,
    Edit,
    Remove,
    Search,
    More,
    Warning,
    Info,
    Parked,
    File,
    Export,
    Key,
    Pause,
    Play,
}

/// One stroke on a grid of 24 by 24.
enum Part {
    Line(&'static [(f32, f32)]),
    Closed(&'static [(f32, f32)]),
    /// Convex only.
    Filled(&'static [(f32, f32)]),
    Circle(f32, f32, f32),
    Dot(f32, f32, f32),
    /// Centre, radius, from and to in degrees, clockwise from the right.
    Arc(f32, f32, f32, f32, f32),
}

use Part::{Arc, Circle, Closed, Dot, Filled, Line};

impl Icon {
    /// Every icon, in the order of the gallery.
    pub const ALL: [Self; 45] = [
        Self::Home,
        Self::Room,
        Self::Rules,
        Self::Calendar,
        Self::Learning,
        Self::Conversation,
        Self::Pages,
        Self::Question,
        Self::Report,
        Self::Gears,
        Self::Book,
        Self::Note,
        Self::Person,
        Self::People,
        Self::Lock,
        Self::Network,
        Self::Alone,
        Self::Favourite,
        Self::LeastFavourite,
        Self::Unmarked,
        Self::Hand,
        Self::Clock,
        Self::Flipchart,
        Self::Plus,
        Self::Minus,
        Self::Up,
        Self::Down,
        Self::Left,
        Self::Right,
        Self::Check,
        Self::Close,
        Self::Undo,
        Self::Copy,
        Self::Edit,
        Self::Remove,
        Self::Search,
        Self::More,
        Self::Warning,
        Self::Info,
        Self::Parked,
        Self::File,
        Self::Export,
        Self::Key,
        Self::Pause,
        Self::Play,
    ];

    /// Draws the icon into `rect` (its smaller side counts) in one colour.
    pub fn paint(self, painter: &Painter, rect: Rect, ink: Color32) {
        let side = rect.width().min(rect.height());
        let scale = side / 24.0;
        let origin = rect.center() - vec2(side, side) / 2.0;
        let at = |(x, y): (f32, f32)| -> Pos2 { origin + vec2(x, y) * scale };
        let stroke = Stroke::new((1.75 * scale).max(1.2), ink);
        for part in self.parts() {
            match part {
                Line(points) => {
                    painter.add(Shape::line(points.iter().copied().map(at).collect(), stroke));
                }
                Closed(points) => {
                    let points = points.iter().copied().map(at).collect();
                    painter.add(Shape::closed_line(points, stroke));
                }
                Filled(points) => {
                    let points = points.iter().copied().map(at).collect();
                    painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
                }
                Circle(x, y, radius) => {
                    painter.circle_stroke(at((*x, *y)), radius * scale, stroke);
                }
                Dot(x, y, radius) => {
                    painter.circle_filled(at((*x, *y)), radius * scale, ink);
                }
                Arc(x, y, radius, from, to) => {
                    let steps = 18;
                    let points = (0..=steps).map(|step| {
                        let turn = from + (to - from) * step as f32 / steps as f32;
                        let (sin, cos) = turn.to_radians().sin_cos();
                        at((x + radius * cos, y + radius * sin))
                    });
                    painter.add(Shape::line(points.collect(), stroke));
                }
            }
        }
    }

    /// Puts the icon into the flow of `ui`, as decoration: it has no name of its own.
    pub fn ui(self, ui: &mut Ui, size: f32, ink: Color32) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::empty());
        self.paint(ui.painter(), rect, ink);
        response
    }

    fn parts(self) -> &'static [Part] {
        match self {
            Self::Home => &[
                Line(&[(3.0, 11.5), (12.0, 4.0), (21.0, 11.5)]),
                Line(&[(5.5, 9.8), (5.5, 20.0), (18.5, 20.0), (18.5, 9.8)]),
                Line(&[(10.0, 20.0), (10.0, 14.5), (14.0, 14.5), (14.0, 20.0)]),
            ],
            // The seats of the room: a horseshoe, open towards the front.
            Self::Room => &[
                Line(&[(5.0, 4.0), (5.0, 12.5)]),
                Arc(12.0, 12.5, 7.0, 180.0, 0.0),
                Line(&[(19.0, 12.5), (19.0, 4.0)]),
                Dot(12.0, 5.0, 1.8),
            ],
            Self::Rules => &[
                Line(&[(3.5, 6.2), (5.0, 7.7), (7.6, 4.8)]),
                Line(&[(11.0, 6.2), (20.5, 6.2)]),
                Line(&[(3.5, 12.4), (5.0, 13.9), (7.6, 11.0)]),
                Line(&[(11.0, 12.4), (20.5, 12.4)]),
                Line(&[(3.5, 18.6), (5.0, 20.1), (7.6, 17.2)]),
                Line(&[(11.0, 18.6), (20.5, 18.6)]),
            ],
            Self::Calendar => &[
                Closed(&[(4.0, 5.5), (20.0, 5.5), (20.0, 20.0), (4.0, 20.0)]),
                Line(&[(4.0, 10.0), (20.0, 10.0)]),
                Line(&[(8.5, 3.0), (8.5, 7.0)]),
                Line(&[(15.5, 3.0), (15.5, 7.0)]),
                Dot(12.0, 14.8, 1.6),
            ],
            Self::Learning => &[
                Arc(12.0, 10.0, 6.3, 125.0, 415.0),
                Line(&[(8.4, 15.2), (9.4, 18.0), (14.6, 18.0), (15.6, 15.2)]),
                Line(&[(10.0, 21.0), (14.0, 21.0)]),
            ],
            Self::Conversation => &[Closed(&[
                (4.0, 5.0),
                (20.0, 5.0),
                (20.0, 16.0),
                (11.5, 16.0),
                (7.5, 20.0),
                (7.5, 16.0),
                (4.0, 16.0),
            ])],
            Self::Pages => &[
                Closed(&[(8.0, 3.5), (19.5, 3.5), (19.5, 17.0), (8.0, 17.0)]),
                Line(&[(8.0, 7.0), (4.5, 7.0), (4.5, 20.5), (16.0, 20.5), (16.0, 17.0)]),
            ],
            Self::Question => &[
                Circle(12.0, 12.0, 9.0),
                Arc(12.0, 9.7, 2.9, 180.0, 390.0),
                Line(&[(14.5, 11.2), (12.0, 12.9), (12.0, 14.4)]),
                Dot(12.0, 17.1, 1.2),
            ],
            Self::Report => &[
                Closed(&[(5.0, 3.5), (19.0, 3.5), (19.0, 20.5), (5.0, 20.5)]),
                Line(&[(8.5, 16.5), (8.5, 13.0)]),
                Line(&[(12.0, 16.5), (12.0, 8.0)]),
                Line(&[(15.5, 16.5), (15.5, 10.5)]),
            ],
            Self::Gears => &[
                Line(&[(3.5, 7.0), (20.5, 7.0)]),
                Line(&[(3.5, 17.0), (20.5, 17.0)]),
                Dot(9.0, 7.0, 2.8),
                Dot(15.0, 17.0, 2.8),
            ],
            Self::Book => &[
                Line(&[
                    (12.0, 6.5),
                    (8.0, 4.5),
                    (3.0, 4.8),
                    (3.0, 18.5),
                    (8.0, 18.2),
                    (12.0, 20.2),
                ]),
                Line(&[
                    (12.0, 6.5),
                    (16.0, 4.5),
                    (21.0, 4.8),
                    (21.0, 18.5),
                    (16.0, 18.2),
                    (12.0, 20.2),
                ]),
                Line(&[(12.0, 6.5), (12.0, 20.2)]),
            ],
            Self::Note => &[
                Closed(&[(4.5, 4.5), (19.5, 4.5), (19.5, 14.5), (14.5, 19.5), (4.5, 19.5)]),
                Line(&[(14.5, 19.5), (14.5, 14.5), (19.5, 14.5)]),
                Line(&[(8.0, 9.0), (16.0, 9.0)]),
            ],
            Self::Person => &[Circle(12.0, 8.0, 4.0), Arc(12.0, 21.0, 7.5, 180.0, 360.0)],
            Self::People => &[
                Circle(9.0, 8.5, 3.5),
                Arc(9.0, 20.0, 6.3, 180.0, 360.0),
                Arc(16.2, 8.5, 3.2, 250.0, 440.0),
                Arc(15.6, 20.0, 6.0, 292.0, 360.0),
            ],
            Self::Lock => &[
                Closed(&[(5.0, 10.5), (19.0, 10.5), (19.0, 20.5), (5.0, 20.5)]),
                Line(&[(8.0, 10.5), (8.0, 7.5)]),
                Arc(12.0, 7.5, 4.0, 180.0, 360.0),
                Line(&[(16.0, 7.5), (16.0, 10.5)]),
                Dot(12.0, 15.5, 1.7),
            ],
            Self::Network => &[
                Circle(12.0, 5.5, 2.6),
                Circle(5.5, 18.0, 2.6),
                Circle(18.5, 18.0, 2.6),
                Line(&[(10.8, 7.8), (6.7, 15.7)]),
                Line(&[(13.2, 7.8), (17.3, 15.7)]),
                Line(&[(8.1, 18.0), (15.9, 18.0)]),
            ],
            Self::Alone => &[
                Circle(12.0, 12.0, 2.8),
                Arc(12.0, 12.0, 8.2, 20.0, 70.0),
                Arc(12.0, 12.0, 8.2, 110.0, 160.0),
                Arc(12.0, 12.0, 8.2, 200.0, 250.0),
                Arc(12.0, 12.0, 8.2, 290.0, 340.0),
            ],
            Self::Favourite => &[Filled(&[(12.0, 3.5), (21.5, 19.5), (2.5, 19.5)])],
            Self::LeastFavourite => &[Filled(&[(2.5, 4.5), (21.5, 4.5), (12.0, 20.5)])],
            Self::Unmarked => &[Closed(&[(5.0, 5.0), (19.0, 5.0), (19.0, 19.0), (5.0, 19.0)])],
            Self::Hand => &[Line(&[
                (7.0, 14.0),
                (4.6, 11.4),
                (6.0, 10.0),
                (8.6, 12.0),
                (8.6, 5.5),
                (10.6, 5.5),
                (10.6, 11.0),
                (10.9, 4.0),
                (12.9, 4.0),
                (13.2, 11.0),
                (13.6, 5.0),
                (15.5, 5.0),
                (15.8, 11.4),
                (16.4, 7.5),
                (18.2, 7.5),
                (18.2, 14.5),
                (16.0, 20.0),
                (10.0, 20.0),
                (7.0, 14.0),
            ])],
            Self::Clock => {
                &[Circle(12.0, 12.0, 8.8), Line(&[(12.0, 6.8), (12.0, 12.3), (15.6, 14.6)])]
            }
            Self::Flipchart => &[
                Closed(&[(3.5, 4.5), (20.5, 4.5), (20.5, 15.0), (3.5, 15.0)]),
                Line(&[(10.0, 15.0), (7.0, 21.0)]),
                Line(&[(14.0, 15.0), (17.0, 21.0)]),
                Line(&[(12.0, 2.5), (12.0, 4.5)]),
            ],
            Self::Plus => &[Line(&[(12.0, 4.5), (12.0, 19.5)]), Line(&[(4.5, 12.0), (19.5, 12.0)])],
            Self::Minus => &[Line(&[(4.5, 12.0), (19.5, 12.0)])],
            Self::Up => &[Line(&[(5.0, 15.5), (12.0, 8.5), (19.0, 15.5)])],
            Self::Down => &[Line(&[(5.0, 8.5), (12.0, 15.5), (19.0, 8.5)])],
            Self::Left => &[Line(&[(15.5, 5.0), (8.5, 12.0), (15.5, 19.0)])],
            Self::Right => &[Line(&[(8.5, 5.0), (15.5, 12.0), (8.5, 19.0)])],
            Self::Check => &[Line(&[(4.5, 12.8), (9.6, 17.9), (19.5, 6.5)])],
            Self::Close => &[Line(&[(6.0, 6.0), (18.0, 18.0)]), Line(&[(18.0, 6.0), (6.0, 18.0)])],
            Self::Undo => &[
                Line(&[(8.0, 4.5), (3.8, 8.7), (8.0, 12.9)]),
                Line(&[(3.8, 8.7), (14.3, 8.7)]),
                Arc(14.3, 14.0, 5.3, 270.0, 450.0),
                Line(&[(14.3, 19.3), (8.0, 19.3)]),
            ],
            Self::Copy => &[
                Closed(&[(9.0, 9.0), (20.0, 9.0), (20.0, 20.0), (9.0, 20.0)]),
                Line(&[(6.0, 15.0), (4.0, 15.0), (4.0, 4.0), (15.0, 4.0), (15.0, 6.0)]),
            ],
            Self::Edit => &[
                Closed(&[(4.5, 19.5), (5.4, 15.2), (15.8, 4.8), (19.2, 8.2), (8.8, 18.6)]),
                Line(&[(13.4, 7.2), (16.8, 10.6)]),
            ],
            Self::Remove => &[
                Line(&[(4.0, 6.5), (20.0, 6.5)]),
                Line(&[(6.0, 6.5), (7.0, 20.5), (17.0, 20.5), (18.0, 6.5)]),
                Line(&[(9.0, 6.5), (9.0, 3.5), (15.0, 3.5), (15.0, 6.5)]),
            ],
            Self::Search => &[Circle(10.5, 10.5, 6.0), Line(&[(15.0, 15.0), (20.5, 20.5)])],
            Self::More => &[Dot(5.0, 12.0, 1.8), Dot(12.0, 12.0, 1.8), Dot(19.0, 12.0, 1.8)],
            Self::Warning => &[
                Closed(&[(12.0, 3.5), (21.5, 20.0), (2.5, 20.0)]),
                Line(&[(12.0, 9.5), (12.0, 14.2)]),
                Dot(12.0, 17.1, 1.2),
            ],
            Self::Info => {
                &[Circle(12.0, 12.0, 9.0), Line(&[(12.0, 11.0), (12.0, 16.8)]), Dot(12.0, 7.6, 1.3)]
            }
            Self::Parked => &[
                Closed(&[(4.0, 4.0), (20.0, 4.0), (20.0, 20.0), (4.0, 20.0)]),
                Line(&[(9.5, 17.0), (9.5, 7.5), (12.8, 7.5)]),
                Arc(12.8, 10.3, 2.8, 270.0, 450.0),
                Line(&[(12.8, 13.1), (9.5, 13.1)]),
            ],
            Self::File => &[
                Closed(&[(5.5, 3.5), (14.0, 3.5), (18.5, 8.0), (18.5, 20.5), (5.5, 20.5)]),
                Line(&[(14.0, 3.5), (14.0, 8.0), (18.5, 8.0)]),
            ],
            Self::Export => &[
                Line(&[(12.0, 15.0), (12.0, 3.8)]),
                Line(&[(7.5, 8.0), (12.0, 3.5), (16.5, 8.0)]),
                Line(&[(4.0, 14.0), (4.0, 20.5), (20.0, 20.5), (20.0, 14.0)]),
            ],
            Self::Key => &[
                Circle(7.8, 12.0, 4.0),
                Line(&[(11.8, 12.0), (21.0, 12.0), (21.0, 15.5)]),
                Line(&[(17.0, 12.0), (17.0, 14.8)]),
            ],
            Self::Pause => &[Line(&[(8.5, 5.0), (8.5, 19.0)]), Line(&[(15.5, 5.0), (15.5, 19.0)])],
            Self::Play => &[Closed(&[(7.0, 4.5), (19.5, 12.0), (7.0, 19.5)])],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_stays_on_its_grid() {
        for icon in Icon::ALL {
            let mut points: Vec<(f32, f32)> = Vec::new();
            for part in icon.parts() {
                match part {
                    Line(line) | Closed(line) | Filled(line) => points.extend_from_slice(line),
                    Circle(x, y, r) | Dot(x, y, r) => {
                        points.extend([(x - r, y - r), (x + r, y + r)]);
                    }
                    Arc(x, y, ..) => points.push((*x, *y)),
                }
            }
            assert!(!points.is_empty(), "{icon:?} draws nothing");
            for (x, y) in points {
                assert!((1.0..=23.0).contains(&x) && (1.0..=23.0).contains(&y), "{icon:?}");
            }
        }
    }
}

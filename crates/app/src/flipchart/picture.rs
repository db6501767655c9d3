//! A page of the flipchart as a picture of 1920 by 1080, drawn without a window: for a slide, or to be sent.

use super::contents::Page;
use super::sized_ui;
use egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};
use egui::{
    Color32, ColorImage, Context, FullOutput, ImageData, Pos2, RawInput, Rect, TextureId,
    ThemePreference, Ui, Vec2, vec2,
};
use horseshoe_ui::{Appearance, theme, tokens};
use image::{ExtendedColorType, ImageEncoder as _, codecs::png::PngEncoder};

const WIDTH: usize = 1920;
const HEIGHT: usize = 1080;
/// As large as on the projector first, then as much smaller as it takes.
const SCALES: [f32; 8] = [1.0, 0.85, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2];
/// Points on the projector, of which the letters are a part.
const POINTS: Vec2 = vec2(1280.0, 720.0);

/// The picture as a PNG file, with all of the page on it; `None` if it could not be written.
pub(crate) fn png(page: &Page) -> Option<Vec<u8>> {
    let mut canvas = Canvas::new();
    let ctx = Context::default();
    theme::install(&ctx, &Appearance { theme: ThemePreference::Light, ..Appearance::default() });
    // The letters are there from the second time on.
    canvas.take_in(&mut frame(&ctx, &mut |_| {}));
    let scale = SCALES.into_iter().find(|scale| {
        let mut fits = false;
        canvas.take_in(&mut frame(&ctx, &mut |ui| fits = drawn(ui, page, *scale)));
        fits
    });
    let scale = scale.unwrap_or(SCALES[SCALES.len() - 1]);
    let mut output = frame(&ctx, &mut |ui| {
        drawn(ui, page, scale);
    });
    canvas.take_in(&mut output);
    for primitive in ctx.tessellate(output.shapes, output.pixels_per_point) {
        canvas.paint(&primitive, output.pixels_per_point);
    }
    canvas.png()
}

/// Draws the page; says whether all of it is on the picture.
fn drawn(ui: &mut Ui, page: &Page, scale: f32) -> bool {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, tokens(ui).ground.page);
    let inner = whole.shrink(48.0);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    sized_ui(&mut inside, page, scale);
    inside.min_rect().bottom() <= inner.bottom() + 1.0
}

fn frame(ctx: &Context, draw: &mut dyn FnMut(&mut Ui)) -> FullOutput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, POINTS)),
        ..RawInput::default()
    };
    let viewport = input.viewports.entry(input.viewport_id).or_default();
    viewport.native_pixels_per_point = Some(WIDTH as f32 / POINTS.x);
    ctx.run_ui(input, |ui| draw(ui))
}

/// What is painted on: colours with their share of opaqueness multiplied in, and the letters.
struct Canvas {
    pixels: Vec<Color32>,
    letters: ColorImage,
}

impl Canvas {
    fn new() -> Self {
        let letters = ColorImage::filled([1, 1], Color32::WHITE);
        Self { pixels: vec![Color32::WHITE; WIDTH * HEIGHT], letters }
    }

    /// The letters as they are now, whole or a part of them.
    fn take_in(&mut self, output: &mut FullOutput) {
        let deltas = output.textures_delta.set.remove(&TextureId::default());
        output.textures_delta.clear();
        for delta in deltas.into_iter().flatten() {
            let ImageData::Color(image) = delta.image;
            let Some([left, top]) = delta.pos else {
                self.letters = ColorImage::clone(&image);
                continue;
            };
            for (row, pixels) in image.pixels.chunks(image.width()).enumerate() {
                let from = (top + row) * self.letters.width() + left;
                if let Some(line) = self.letters.pixels.get_mut(from..from + pixels.len()) {
                    line.copy_from_slice(pixels);
                }
            }
        }
    }

    fn paint(&mut self, primitive: &ClippedPrimitive, pixels_per_point: f32) {
        let Primitive::Mesh(mesh) = &primitive.primitive else { return };
        let clip = primitive.clip_rect * pixels_per_point;
        for corners in triangles(mesh) {
            self.triangle(corners, clip, pixels_per_point);
        }
    }

    /// Fills a triangle: each pixel whose middle is in it takes its share of the colours at the three corners.
    fn triangle(&mut self, corners: [Vertex; 3], clip: Rect, pixels_per_point: f32) {
        let [a, b, c] = corners.map(|corner| corner.pos.to_vec2() * pixels_per_point);
        let area = cross(b - a, c - a);
        if area.abs() < f32::EPSILON {
            return;
        }
        let bounds = Rect::from_points(&[a, b, c].map(Vec2::to_pos2)).intersect(clip);
        let span = |from: f32, to: f32, most: usize| {
            (from.floor().max(0.0) as usize)..(to.ceil().max(0.0) as usize).min(most)
        };
        for y in span(bounds.top(), bounds.bottom(), HEIGHT) {
            for x in span(bounds.left(), bounds.right(), WIDTH) {
                let middle = vec2(x as f32 + 0.5, y as f32 + 0.5);
                let shares = [
                    cross(b - middle, c - middle) / area,
                    cross(c - middle, a - middle) / area,
                    cross(a - middle, b - middle) / area,
                ];
                // What lies on an edge belongs to one of the two triangles beside it alone.
                let inside =
                    shares.iter().all(|share| *share >= 0.0) && clip.contains(middle.to_pos2());
                if inside {
                    let pixel = &mut self.pixels[y * WIDTH + x];
                    *pixel = pixel.blend(colour(&self.letters, &corners, shares));
                }
            }
        }
    }

    fn png(&self) -> Option<Vec<u8>> {
        let bytes: Vec<u8> =
            self.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
        let mut file = Vec::new();
        let (width, height) = (WIDTH as u32, HEIGHT as u32);
        let written = PngEncoder::new(&mut file);
        written.write_image(&bytes, width, height, ExtendedColorType::Rgb8).ok()?;
        Some(file)
    }
}

fn triangles(mesh: &Mesh) -> impl Iterator<Item = [Vertex; 3]> + '_ {
    let known = mesh.texture_id == TextureId::default();
    let corners = mesh.indices.as_chunks::<3>().0.iter().filter(move |_| known);
    corners.map(|corners| corners.map(|corner| mesh.vertices[corner as usize]))
}

/// Of the corners, and of the letters where a letter is.
fn colour(letters: &ColorImage, corners: &[Vertex; 3], shares: [f32; 3]) -> Color32 {
    let of = |value: &dyn Fn(&Vertex) -> f32| -> f32 {
        corners.iter().zip(shares).map(|(corner, share)| value(corner) * share).sum()
    };
    let place = |part: f32, size: usize| ((part * size as f32) as usize).min(size - 1);
    let x = place(of(&|corner| corner.uv.x), letters.width());
    let y = place(of(&|corner| corner.uv.y), letters.height());
    let letter = letters[(x, y)].to_array();
    let channel = |nth: usize| {
        let ink = of(&|corner| f32::from(corner.color.to_array()[nth]));
        (ink * f32::from(letter[nth]) / 255.0).round() as u8
    };
    Color32::from_rgba_premultiplied(channel(0), channel(1), channel(2), channel(3))
}

fn cross(a: Vec2, b: Vec2) -> f32 {
    a.x * b.y - a.y * b.x
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pictured(rules: usize, words: &str) -> image::RgbImage {
        let items = (1..=rules).map(|number| format!("{number}  {words}")).collect();
        let page = Page { title: "Groundrules".to_owned(), items, ..Page::default() };
        let png = png(&page).unwrap();
        image::load_from_memory(&png).unwrap().into_rgb8()
    }

    /// How many pixels are as dark as letters, from one line of the picture to another.
    fn ink(picture: &image::RgbImage, lines: std::ops::Range<u32>) -> usize {
        let dark = |(x, y)| picture.get_pixel(x, y).0.iter().all(|part| *part < 90);
        lines.flat_map(|y| (0..picture.width()).map(move |x| (x, y))).filter(|at| dark(*at)).count()
    }

    #[test]
    fn d20_the_groundrules_are_one_picture_of_sixteen_to_nine_with_all_of_them_on_it() {
        let few = pictured(4, "Listen");
        assert_eq!((few.width(), few.height()), (1920, 1080));
        assert!(ink(&few, 72..200) > 2000, "the title is written: {}", ink(&few, 72..200));
        assert!(ink(&few, 200..600) > 1000);
        let long = "Listen to how as well as to what is said, and ask before you advise anybody";
        let many = pictured(24, long);
        assert!(ink(&many, 400..900) > 3000);
        assert_eq!(ink(&many, 1060..1080), 0, "nothing is cut at the lower edge");
    }
}

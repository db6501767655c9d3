//! Pictures of the window without a window: each area drawn from a snapshot and painted in memory.

use crate::headless::Headless;
use anyhow::Context as _;
use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive};
use egui::{Color32, Pos2, Rect, TextureId, vec2};
use horseshoe_node::Snapshot;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

const WIDTH: usize = 1180;
const HEIGHT: usize = 760;
/// A screen lays itself out in the first frames; after these it stands still.
const FRAMES: usize = 10;

/// Draws every area of a community into a folder, and gives how many there are.
pub(super) fn take(snapshot: &Snapshot, folder: &Path) -> anyhow::Result<usize> {
    std::fs::create_dir_all(folder).context("the pictures' folder cannot be made")?;
    let size = vec2(WIDTH as f32, HEIGHT as f32);
    let mut window = Headless::still(Arc::new(snapshot.clone()), size);
    let mut canvas = Canvas::new();
    for area in 0..Headless::areas() {
        let name = window.show(area);
        for _frame in 0..FRAMES {
            canvas.frame(&mut window);
        }
        let name = format!("{} {name}.png", area + 1);
        image::save_buffer(
            folder.join(name),
            &canvas.bytes(),
            u32::try_from(WIDTH)?,
            u32::try_from(HEIGHT)?,
            image::ColorType::Rgb8,
        )
        .context("a picture cannot be written")?;
    }
    Ok(Headless::areas())
}

/// Paints what egui draws: triangles with a colour in each corner and a texture, one over the other.
struct Canvas {
    pixels: Vec<Color32>,
    textures: BTreeMap<TextureId, (usize, Vec<Color32>)>,
}

impl Canvas {
    fn new() -> Self {
        Self { pixels: vec![Color32::BLACK; WIDTH * HEIGHT], textures: BTreeMap::new() }
    }

    #[expect(clippy::iter_over_hash_type, reason = "each texture is by itself")]
    fn frame(&mut self, window: &mut Headless) {
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(WIDTH as f32, HEIGHT as f32));
        let mut output = window.frame(Vec::new());
        for (id, deltas) in output.textures_delta.set.drain() {
            for delta in deltas {
                self.texture(id, &delta);
            }
        }
        let gone: Vec<TextureId> = output.textures_delta.free.drain().collect();
        self.pixels.fill(Color32::BLACK);
        for ClippedPrimitive { clip_rect, primitive } in window.tessellate(output.shapes, 1.0) {
            if let Primitive::Mesh(mesh) = primitive {
                self.mesh(clip_rect.intersect(screen), &mesh);
            }
        }
        for id in gone {
            self.textures.remove(&id);
        }
    }

    /// A new texture, or new pixels in a part of one.
    fn texture(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, (width, image.pixels.clone()));
            return;
        };
        if let Some((across, pixels)) = self.textures.get_mut(&id) {
            for row in 0..height {
                let to = (top + row) * *across + left;
                pixels[to..to + width].copy_from_slice(&image.pixels[row * width..][..width]);
            }
        }
    }

    #[expect(clippy::many_single_char_names, reason = "corners, places and parts of colours")]
    fn mesh(&mut self, clip: Rect, mesh: &Mesh) {
        let Some((across, texture)) = self.textures.get(&mesh.texture_id) else { return };
        let down = texture.len() / across;
        for corners in mesh.indices.chunks_exact(3) {
            let [a, b, c] = [0, 1, 2].map(|corner| mesh.vertices[corners[corner] as usize]);
            let (area, b, c) = match edge(a.pos, b.pos, c.pos) {
                area if area < 0.0 => (-area, c, b),
                area => (area, b, c),
            };
            if area == 0.0 {
                continue;
            }
            let around = Rect::from_points(&[a.pos, b.pos, c.pos]).intersect(clip);
            // Pixels whose middle lies within.
            let [left, top] =
                [around.min.x, around.min.y].map(|it| (it - 0.5).ceil().max(0.0) as usize);
            let [right, bottom] =
                [around.max.x, around.max.y].map(|it| (it - 0.5).ceil().max(0.0) as usize);
            for y in top..bottom.min(HEIGHT) {
                for x in left..right.min(WIDTH) {
                    let here = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                    let sides = [(b, c), (c, a), (a, b)];
                    if !sides.iter().all(|(from, to)| inside(from.pos, to.pos, here)) {
                        continue;
                    }
                    let [of_a, of_b, of_c] =
                        sides.map(|(from, to)| edge(from.pos, to.pos, here) / area);
                    let mix = |of: fn(&egui::epaint::Vertex) -> f32| {
                        of(&a) * of_a + of(&b) * of_b + of(&c) * of_c
                    };
                    let u = (mix(|it| it.uv.x) * *across as f32) as usize;
                    let v = (mix(|it| it.uv.y) * down as f32) as usize;
                    let texel = texture[v.min(down - 1) * across + u.min(across - 1)].to_array();
                    let colour: [fn(&egui::epaint::Vertex) -> f32; 4] = [
                        |it| f32::from(it.color.r()),
                        |it| f32::from(it.color.g()),
                        |it| f32::from(it.color.b()),
                        |it| f32::from(it.color.a()),
                    ];
                    let source =
                        [0, 1, 2, 3].map(|part| mix(colour[part]) * f32::from(texel[part]) / 255.0);
                    let under = &mut self.pixels[y * WIDTH + x];
                    let through = 1.0 - source[3] / 255.0;
                    let [r, g, b] = [under.r(), under.g(), under.b()].map(f32::from);
                    let over = |source: f32, under: f32| {
                        (source + under * through).round().clamp(0.0, 255.0) as u8
                    };
                    *under = Color32::from_rgba_premultiplied(
                        over(source[0], r),
                        over(source[1], g),
                        over(source[2], b),
                        u8::MAX,
                    );
                }
            }
        }
    }

    fn bytes(&self) -> Vec<u8> {
        self.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect()
    }
}

/// Twice the area of the triangle; positive where `at` lies to the right of the way from `from` to `to`.
fn edge(from: Pos2, to: Pos2, at: Pos2) -> f32 {
    (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
}

/// Whether a middle of a pixel is on the inner side. On the edge itself it belongs to one of two triangles that share
/// it, so that nothing is painted twice.
fn inside(from: Pos2, to: Pos2, at: Pos2) -> bool {
    let side = edge(from, to, at);
    let upper_or_left = (to.y == from.y && to.x > from.x) || to.y < from.y;
    side > 0.0 || (side == 0.0 && upper_or_left)
}

#include "gui/frame/theme.h"

#include "gui/frame/icons.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QProxyStyle>
#include <QStyleOption>

#include <algorithm>
#include <array>

namespace aurora::gui {

namespace {

struct RoleColors
{
    QPalette::ColorRole role;
    QRgb light;
    QRgb dark;
};

constexpr std::array roleTable{
    RoleColors{QPalette::Window, 0xfff5f6f7, 0xff24282b},
    RoleColors{QPalette::WindowText, 0xff1e2428, 0xffe4e7e9},
    RoleColors{QPalette::Base, 0xffffffff, 0xff1b1e20},
    RoleColors{QPalette::AlternateBase, 0xfff6f8f9, 0xff202427},
    RoleColors{QPalette::Text, 0xff1e2428, 0xffe4e7e9},
    RoleColors{QPalette::PlaceholderText, 0xff7c868d, 0xff8b949a},
    RoleColors{QPalette::Button, 0xffeceef0, 0xff2e3337},
    RoleColors{QPalette::ButtonText, 0xff1e2428, 0xffe4e7e9},
    RoleColors{QPalette::Light, 0xffffffff, 0xff3d4348},
    RoleColors{QPalette::Midlight, 0xffe3e6e8, 0xff353a3e},
    RoleColors{QPalette::Mid, 0xffc3c9cd, 0xff42494e},
    RoleColors{QPalette::Dark, 0xff9aa2a8, 0xff15181a},
    RoleColors{QPalette::Shadow, 0xff6c757b, 0xff0c0e0f},
    RoleColors{QPalette::BrightText, 0xffffffff, 0xffffffff},
    RoleColors{QPalette::Highlight, 0xff2b6f97, 0xff2f6f94},
    RoleColors{QPalette::HighlightedText, 0xffffffff, 0xffffffff},
    RoleColors{QPalette::Link, 0xff1f6e9c, 0xff6db7de},
    RoleColors{QPalette::LinkVisited, 0xff6a4f8f, 0xffb39ad1},
    RoleColors{QPalette::ToolTipBase, 0xff2b3135, 0xff3a4146},
    RoleColors{QPalette::ToolTipText, 0xfff3f5f6, 0xfff3f5f6},
};

struct ToneColors
{
    Tone tone;
    QRgb light;
    QRgb dark;
};

// Okabe-Ito, darkened or lightened until the words read well (contrast 4.5 : 1) on the base of the theme.
constexpr std::array toneTable{
    ToneColors{Tone::Good, 0xff00704f, 0xff2cc596},      ToneColors{Tone::Busy, 0xff0067a3, 0xff62b6e8},
    ToneColors{Tone::Attention, 0xff9a5b00, 0xfff0b13c}, ToneColors{Tone::Bad, 0xffb74300, 0xffff8a4a},
    ToneColors{Tone::Faint, 0xff69737a, 0xff98a2a8},
};

constexpr QRgb disabledLight = 0xff858e95;
constexpr QRgb disabledDark = 0xff8a939a;

/// Of these greys Fusion's shades for outlines have a contrast of 3 : 1 on the window, also smoothed along a circle.
constexpr QRgb indicatorLight = 0xffaab4bb;
constexpr QRgb indicatorDark = 0xffc4ccd1;

QColor between(const QColor& a, const QColor& b)
{
    return {(a.red() + b.red()) / 2, (a.green() + b.green()) / 2, (a.blue() + b.blue()) / 2};
}

/// Fusion without icons in dialog buttons, with room beside the text of table cells and headers, so that a number and
/// the text right of it do not touch, with room beside the words of buttons, and with check boxes and radio buttons
/// that are seen where they are not ticked.
class RoomyStyle final : public QProxyStyle
{
public:
    RoomyStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        constexpr int cellMargin_px = 6;
        constexpr int headerMargin_px = 7;
        if (metric == PM_FocusFrameHMargin && qobject_cast<const QAbstractItemView*>(widget) != nullptr) {
            return cellMargin_px;
        }
        return metric == PM_HeaderMargin ? headerMargin_px : QProxyStyle::pixelMetric(metric, option, widget);
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        if (element != PE_IndicatorCheckBox && element != PE_IndicatorRadioButton) {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            return;
        }
        // Fusion outlines them in darker shades of the window and, at the keyboard's focus, of the highlight, which a
        // dark window swallows. It takes nothing else from these two roles.
        QStyleOptionButton seen;
        seen.state = option->state;
        seen.direction = option->direction;
        seen.rect = option->rect;
        seen.fontMetrics = option->fontMetrics;
        seen.palette = option->palette;
        seen.styleObject = option->styleObject;
        const QColor ground = QColor::fromRgb(isDark(option->palette) ? indicatorDark : indicatorLight);
        const bool enabled = option->state.testFlag(State_Enabled);
        seen.palette.setColor(QPalette::Window,
                              enabled ? ground : between(ground, option->palette.color(QPalette::Window)));
        seen.palette.setColor(QPalette::Highlight, option->palette.color(QPalette::Link));
        QProxyStyle::drawPrimitive(element, &seen, painter, widget);
    }

    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override
    {
        constexpr int buttonMargin_px = 12;
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        if (type == CT_PushButton) {
            size.setWidth(std::max(size.width(), contents.width() + 2 * buttonMargin_px));
        }
        return size;
    }

    /// The icons of questions and messages are ours: Fusion has blue balloons.
    QIcon standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const override
    {
        switch (standard) {
        case SP_MessageBoxQuestion:
            return lineIcon(QStringLiteral("question"));
        case SP_MessageBoxInformation:
            return lineIcon(QStringLiteral("info"));
        case SP_MessageBoxWarning:
            return lineIcon(QStringLiteral("warning"), Tone::Attention);
        case SP_MessageBoxCritical:
            return lineIcon(QStringLiteral("error"), Tone::Bad);
        default:
            return QProxyStyle::standardIcon(standard, option, widget);
        }
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override
    {
        // Fusion's coloured ticks and crosses are no icons of ours.
        return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, returned);
    }
};

QPalette& systemPalette()
{
    static QPalette palette;
    return palette;
}

Theme& appliedTheme()
{
    static Theme theme = Theme::System;
    return theme;
}

QPalette makePalette(bool dark)
{
    QPalette palette;
    for (const RoleColors& entry : roleTable) {
        palette.setColor(entry.role, QColor::fromRgb(dark ? entry.dark : entry.light));
    }
    const QColor disabled = QColor::fromRgb(dark ? disabledDark : disabledLight);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, palette.color(QPalette::Window));  // takes no typing
    palette.setColor(QPalette::Disabled, QPalette::Highlight, palette.color(QPalette::Mid));
    return palette;
}

}  // namespace

void captureSystemPalette()
{
    systemPalette() = QApplication::palette();
    QApplication::setStyle(new RoomyStyle);
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the application owns its style

void applyTheme(Theme theme)
{
    appliedTheme() = theme;
    const bool dark = theme == Theme::Dark || (theme == Theme::System && isDark(systemPalette()));
    QApplication::setPalette(makePalette(dark));
}

Theme currentTheme()
{
    return appliedTheme();
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor toneColor(Tone tone, const QPalette& palette)
{
    for (const ToneColors& entry : toneTable) {
        if (entry.tone == tone) {
            return QColor::fromRgb(isDark(palette) ? entry.dark : entry.light);
        }
    }
    return palette.color(QPalette::Text);
}

}  // namespace aurora::gui

#pragma once

#include <QLabel>

namespace aurora::gui {

/// A label of one line that takes the room there is: what does not fit is left out in the middle, and stands in the
/// tool tip. text() is whole.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setWholeText(const QString& text);

    /// Whether a part is left out at the width of now.
    [[nodiscard]] bool isElided() const;

    /// How wide it would be with nothing left out.
    [[nodiscard]] int wholeWidth_px() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString oneLine() const;
};

}  // namespace aurora::gui

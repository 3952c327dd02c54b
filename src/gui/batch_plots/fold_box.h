#pragma once

#include <QWidget>

class QToolButton;

namespace aurora::gui {

/// A button with a title that shows and hides what is below it.
class FoldBox final : public QWidget
{
    Q_OBJECT

public:
    /// @param content  becomes its child
    FoldBox(const QString& title, QWidget* content, QWidget* parent = nullptr);

    void setOpen(bool open);

    [[nodiscard]] bool isOpen() const;

private:
    QToolButton* m_toggle;
    QWidget* m_content;
};

}  // namespace aurora::gui

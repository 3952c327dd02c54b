#include "gui/batch_plots/fold_box.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr int grid_px = 8;

}  // namespace

FoldBox::FoldBox(const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent), m_toggle(new QToolButton), m_content(content)
{
    m_toggle->setObjectName(QStringLiteral("lookToggle"));
    m_toggle->setText(title);
    m_toggle->setToolTip(tr("Show or hide these settings"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAutoRaise(true);
    connect(m_toggle, &QToolButton::clicked, this, [this] { setOpen(!isOpen()); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, grid_px / 2, 0, 0);
    layout->setSpacing(grid_px / 2);
    layout->addWidget(m_toggle);
    layout->addWidget(m_content);
    layout->addStretch(1);
    setOpen(true);
}

void FoldBox::setOpen(bool open)
{
    m_content->setVisible(open);
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    setMaximumHeight(open ? QWIDGETSIZE_MAX : m_toggle->sizeHint().height() + grid_px);
}

bool FoldBox::isOpen() const
{
    return !m_content->isHidden();
}

}  // namespace aurora::gui

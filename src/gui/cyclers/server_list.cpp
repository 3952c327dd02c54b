#include "gui/cyclers/server_list.h"

#include "gui/cyclers/host_key_question.h"
#include "gui/cyclers/server_look.h"
#include "gui/cyclers/server_test_dialog.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace aurora::gui {

namespace {

constexpr int problemWidth_px = 360;

QLabel* addText(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

}  // namespace

ServerList::ServerList(Frame& frame, LabWatch& watch, HostKeyQuestion& hostKeys, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_frame(&frame), m_hostKeys(&hostKeys)
{
    setObjectName(QStringLiteral("serverList"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Servers"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 16, 16, 16);
    grid->setHorizontalSpacing(16);
    int row = 0;
    for (const WatchedServer& state : watch.states()) {
        addServer(*grid, row, state);
        row += 2;
    }
}

void ServerList::addServer(QGridLayout& grid, int row, const WatchedServer& state)
{
    const StatusLook look = serverLook(state);
    const QString label = toQString(state.label);
    const auto& project = m_frame->session.project();
    QLabel* name = addText(label, this);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    QLabel* status = addText(look.text, this);
    QPalette colors = status->palette();
    colors.setColor(QPalette::WindowText, toneColor(look.tone, palette()));
    status->setPalette(colors);
    auto* test = new QPushButton(tr("Test connection"), this);
    test->setObjectName(QStringLiteral("test-") + label);
    test->setAccessibleName(tr("Test the connection to %1").arg(label));
    connect(test, &QPushButton::clicked, this, [this, label] {
        auto* dialog = new ServerTestDialog(*m_frame, label, *m_hostKeys, parentWidget());
        close();
        dialog->show();
    });
    grid.addWidget(name, row, 0);
    grid.addWidget(addText(toQString(state.kind), this), row, 1);
    grid.addWidget(status, row, 2);
    grid.addWidget(addText(lastAnswerText(state, project ? project->timeZone() : std::string()), this), row, 3);
    grid.addWidget(test, row, 4);
    if (!state.problem.empty()) {
        QLabel* problem = addText(toQString(state.problem), this);
        problem->setWordWrap(true);
        problem->setMinimumWidth(problemWidth_px);
        grid.addWidget(problem, row + 1, 0, 1, 5);
    }
}

void ServerList::popUpAbove(const QWidget* widget)
{
    adjustSize();
    const QPoint right = widget->mapToGlobal(QPoint(widget->width(), 0));
    move(right.x() - width(), right.y() - height());
    show();
}

}  // namespace aurora::gui

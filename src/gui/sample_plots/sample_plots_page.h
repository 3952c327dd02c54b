#pragma once

#include "gui/frame/commands.h"

#include "aurora/services/sample_data.h"

#include <QStringList>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QAction;

namespace aurora::gui {

/// The page "Sample plots": a list of samples at the left, linked charts of the ticked ones at the right.
///
/// Everything is loaded on a pool thread; what arrives after the choice has changed is dropped. The page asks nothing
/// and opens no dialog by itself; problems of one sample stand in the page, the other samples are drawn.
class SamplePlotsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SamplePlotsPage(QWidget* parent = nullptr);
    ~SamplePlotsPage() override;

    /// The samples to choose from; nothing = no project is open. The charts are emptied.
    void setProject(std::optional<services::Project> project);

    /// Ticks exactly these samples and draws them.
    void showSamples(const QStringList& ids);

    /// Draws vendor files, also without a project.
    void showFiles(const QStringList& files);

    /// Draws data that is in memory already, as if its sample had been ticked and loaded.
    void showCurves(std::vector<services::SampleCurves> curves);

    /// Data was imported or analysed: reads the list of samples again and the ticked samples anew, keeping zoom and
    /// choice.
    void reload();

    /// What the list of samples offers while no sample has data.
    void offerWhenEmpty(QAction& fills);

    /// Whether the page carries out a command: Refresh, Find (a sample) and those of the menu Chart.
    [[nodiscard]] static bool concerns(Command command);
    /// Why such a command cannot work now, a whole sentence; empty when it can.
    [[nodiscard]] QString whyNot(Command command) const;
    void perform(Command command);

Q_SIGNALS:
    void commandsChanged();  ///< whyNot answers differently now

private:
    class Private;
    std::unique_ptr<Private> m;
};

}  // namespace aurora::gui

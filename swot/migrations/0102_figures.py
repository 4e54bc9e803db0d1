from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('swot', '0101_transfer_guard'),
    ]

    operations = [
        migrations.AddField(
            model_name='reading',
            name='figures',
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
